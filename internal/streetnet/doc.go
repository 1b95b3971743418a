// Package streetnet is the network of streets that a reader collects before it is a graph.
// Readers decide which places are one node; the package measures streets, ends them at
// barriers and joins ends that nearly meet.
//
//	n := &streetnet.Network{}
//	u, v := n.AddPlace(streetnet.Place{X: 11.967, Y: 57.707}), n.AddPlace(streetnet.Place{X: 11.979, Y: 57.701})
//	err := n.AddLine([]streetnet.Node{u, v}, streetnet.Street{Forward: true, Along: 0.1})
//	// n.Steps[0].Weight is the distance in decimetres
package streetnet
