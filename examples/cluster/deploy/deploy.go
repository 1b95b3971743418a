// Package deploy has the configuration of what runs beside the servers, as it was tested: package
// chaos starts HAProxy and NATS with these very files, on other addresses.
package deploy

import _ "embed" // the files below

// HAProxy is the configuration of HAProxy 2.6 or later.
//
//go:embed haproxy.cfg
var HAProxy string

// Nginx is that of nginx, which does the same but for one thing: it notices that a server is
// gone only when a player's request fails there.
//
//go:embed nginx.conf
var Nginx string

// NATS is that of each of three NATS servers.
//
//go:embed nats.conf
var NATS string
