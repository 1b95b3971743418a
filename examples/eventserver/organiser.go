package main

import (
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/page"
)

// adminHandler serves those who run the server: a page, and the routes that it and other
// programs use. It belongs on a listener that players do not reach, and wants a token all
// the same: a profile can show what the memory holds, and a browser on the same machine
// reaches every local port.
func (s *server) adminHandler(token string) (http.Handler, error) {
	mux := http.NewServeMux()
	for pattern, serve := range s.adminRoutes() {
		mux.HandleFunc(pattern, serve)
	}
	if err := page.Serve(mux, page.Organisers); err != nil {
		return nil, err
	}
	return hosted(s.allowedHosts(s.admin), authorized(token, ownSite(routed(mux)))), nil
}
