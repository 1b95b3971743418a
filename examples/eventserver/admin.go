package main

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"expvar"
	"fmt"
	"io"
	"net/http"
	"net/http/pprof"
	"os"
	"strings"
)

// adminToken returns the token of administrators: that of the environment, or one
// that is made now and printed.
func adminToken(stdout io.Writer) string {
	token := os.Getenv("CAIRN_ADMIN_TOKEN")
	if token == "" {
		token = rand.Text()
		fmt.Fprintf(stdout, "CAIRN_ADMIN_TOKEN=%s\n", token)
	}
	return token
}

// adminHandler serves those who run the server. It belongs on a listener that
// players do not reach, and wants a token all the same: a profile can show what the
// memory holds, and a browser on the same machine reaches every local port.
func (s *server) adminHandler(token string) http.Handler {
	mux := http.NewServeMux()
	for pattern, serve := range s.adminRoutes() {
		mux.HandleFunc(pattern, serve)
	}
	return authorized(token, routed(mux))
}

// adminRoutes names the profiles one by one: package pprof puts them on
// http.DefaultServeMux, which nothing here serves.
func (s *server) adminRoutes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /engine":              s.showEngine,
		"PUT /engine":              s.setEngine,
		"GET /canary":              s.showCanary,
		"PUT /canary":              s.setCanary,
		"POST /reload":             s.reloadMap,
		"GET /debug/vars":          expvar.Handler().ServeHTTP,
		"GET /debug/pprof/":        pprof.Index, // and the profiles that it lists
		"GET /debug/pprof/cmdline": pprof.Cmdline,
		"GET /debug/pprof/profile": pprof.Profile,
		"GET /debug/pprof/symbol":  pprof.Symbol,
		"GET /debug/pprof/trace":   pprof.Trace,
	}
}

// authorized passes on requests that bring the token. Digests are compared, since
// how long that takes does not depend on what they are of. An empty token is none.
func authorized(token string, next http.Handler) http.Handler {
	want := sha256.Sum256([]byte(token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := sha256.Sum256([]byte(bearer(r)))
		if token == "" || subtle.ConstantTimeCompare(given[:], want[:]) == 0 {
			w.Header().Set("WWW-Authenticate", "Bearer")
			fail(w, &requestError{status: http.StatusUnauthorized, text: "the administrator's token is wanted"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// bearer returns the token that a request brings, if it does.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

// engineSetting is which engine answers.
type engineSetting struct {
	Engine string `json:"engine"`
}

func (s *server) showEngine(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, encode(engineSetting{s.engines.current().String()}))
}

func (s *server) setEngine(w http.ResponseWriter, r *http.Request) {
	var setting engineSetting
	err := decode(w, r, &setting)
	if err == nil {
		err = s.engines.use(setting.Engine)
	}
	if err != nil {
		fail(w, err)
		return
	}
	s.showEngine(w, r)
}

// canarySetting is the share of hunts that both engines answer.
type canarySetting struct {
	Share *float64 `json:"share"`
}

func (s *server) showCanary(w http.ResponseWriter, _ *http.Request) {
	share := s.engines.canary()
	respond(w, http.StatusOK, encode(canarySetting{&share}))
}

func (s *server) setCanary(w http.ResponseWriter, r *http.Request) {
	var setting canarySetting
	err := decode(w, r, &setting)
	if err == nil && setting.Share == nil {
		err = badRequest("share", "it is missing")
	}
	if err == nil {
		err = s.engines.setShare(*setting.Share)
	}
	if err != nil {
		fail(w, err)
		return
	}
	s.showCanary(w, r)
}

// reloadMap reads the map again. Why that fails is not kept from an administrator.
func (s *server) reloadMap(w http.ResponseWriter, r *http.Request) {
	hash, err := s.reload(r.Context())
	if err != nil {
		fail(w, &requestError{status: http.StatusInternalServerError, text: err.Error()})
		return
	}
	respond(w, http.StatusOK, encode(map[string]string{"map": hash}))
}
