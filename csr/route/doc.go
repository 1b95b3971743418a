// Package route tells people what a path uses.
package route
