// Package network has the steps of a graph under the weights of one question, for searches
// that a Solver does not make, such as those that avoid streets walked already.
package network
