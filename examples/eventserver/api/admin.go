package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"expvar"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"strings"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// adminRoutes names the profiles one by one: package pprof puts them on
// http.DefaultServeMux, which nothing here serves.
func (s *Server) adminRoutes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /engine":              s.showEngine,
		"PUT /engine":              s.setEngine,
		"GET /canary":              s.showCanary,
		"PUT /canary":              s.setCanary,
		"POST /reload":             s.reloadMap,
		"GET /stats":               s.showStats,
		"POST /bots":               s.unlessDraining(s.startBots),
		"DELETE /bots":             s.stopBots,
		"GET /metrics":             s.serveMetrics,
		"GET /debug/vars":          expvar.Handler().ServeHTTP,
		"GET /debug/pprof/":        pprof.Index, // and the profiles that it lists
		"GET /debug/pprof/cmdline": pprof.Cmdline,
		"GET /debug/pprof/profile": pprof.Profile,
		"GET /debug/pprof/symbol":  pprof.Symbol,
		"POST /debug/pprof/symbol": pprof.Symbol,
		"GET /debug/pprof/trace":   pprof.Trace,
	}
}

// authorized passes on requests that bring the token: as Bearer, as programs do, or as
// the name or the password of Basic, as browsers and go tool pprof do, which take it from
// the address. An empty token is none.
func authorized(token string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if token == "" || !(equal(bearer(r), token) || equal(user, token) || equal(password, token)) {
			w.Header()["Www-Authenticate"] = []string{"Bearer", `Basic realm="organiser", charset="UTF-8"`}
			fail(w, r, &refusal.Error{Status: http.StatusUnauthorized, Text: "the administrator's token is wanted"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// equal compares two secrets by their digests, in a time that does not depend on the
// secrets.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
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

func (s *Server) showEngine(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, hunts.Encode(engineSetting{s.game.Engines().Current().String()}))
}

func (s *Server) setEngine(w http.ResponseWriter, r *http.Request) {
	var setting engineSetting
	err := decode(w, r, &setting)
	if err == nil {
		err = s.game.Engines().Use(setting.Engine)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	slog.Info("the engine was chosen", "engine", setting.Engine)
	s.showEngine(w, r)
}

// canarySetting is the share of hunts that both engines answer.
type canarySetting struct {
	Share *float64 `json:"share"`
}

func (s *Server) showCanary(w http.ResponseWriter, _ *http.Request) {
	share := s.game.Engines().Canary()
	respond(w, http.StatusOK, hunts.Encode(canarySetting{&share}))
}

func (s *Server) setCanary(w http.ResponseWriter, r *http.Request) {
	var setting canarySetting
	err := decode(w, r, &setting)
	if err == nil && setting.Share == nil {
		err = refusal.BadRequest("share", "it is missing")
	}
	if err == nil {
		err = s.game.Engines().SetShare(*setting.Share)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	slog.Info("the canary was chosen", "share", *setting.Share)
	s.showCanary(w, r)
}

// reloadMap reads the map again. Why that fails is not kept from an administrator.
func (s *Server) reloadMap(w http.ResponseWriter, r *http.Request) {
	hash, err := s.maps.Reload(r.Context())
	if err != nil {
		fail(w, r, &refusal.Error{Status: http.StatusInternalServerError, Text: err.Error()})
		return
	}
	respond(w, http.StatusOK, hunts.Encode(map[string]string{"map": hash}))
}
