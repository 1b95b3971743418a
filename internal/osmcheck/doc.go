// Package osmcheck holds package csr/osm against an independent reader of OpenStreetMap's
// formats, github.com/paulmach/osm, on the extracts that its module brings along.
package osmcheck
