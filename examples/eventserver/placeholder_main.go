// Eventserver is being written.
package main

func main() {}
