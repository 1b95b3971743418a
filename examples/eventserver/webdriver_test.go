package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// driver is a session of chromedriver, by the protocol of the W3C
// (https://www.w3.org/TR/webdriver2/).
type driver struct {
	t   *testing.T
	url string // of the session
}

// dict is an object of JSON.
type dict = map[string]any

// startDriver runs chromedriver, and a browser of it, until the test ends.
func startDriver(t *testing.T, program string) *driver {
	t.Helper()
	port := freePort(t)
	cmd := exec.Command(program, fmt.Sprintf("--port=%d", port))
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	d := &driver{t, fmt.Sprintf("http://127.0.0.1:%d", port)}
	d.until("chromedriver answers", func() bool { return d.try("GET", "/status", nil, nil) == nil })
	var session struct {
		SessionID string `json:"sessionId"`
	}
	d.do("POST", "/session", dict{"capabilities": dict{"alwaysMatch": capabilities()}}, &session)
	d.url += "/session/" + session.SessionID
	t.Cleanup(func() { d.do("DELETE", "", nil, nil) })
	return d
}

// capabilities are those of a headless browser that logs its console and its network.
func capabilities() dict {
	return dict{
		"browserName":       "chrome",
		"goog:loggingPrefs": dict{"browser": "ALL", "performance": "ALL"},
		"goog:chromeOptions": dict{"args": []string{
			"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
		}},
	}
}

func freePort(t *testing.T) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// do sends a command, and reads the value of its answer.
func (d *driver) do(method, command string, body, value any) {
	d.t.Helper()
	if err := d.try(method, command, body, value); err != nil {
		d.t.Fatalf("%s %s: %v", method, command, err)
	}
}

func (d *driver) try(method, command string, body, value any) error {
	var sent bytes.Buffer
	if method == "POST" {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			return err
		}
	}
	r, err := http.NewRequest(method, d.url+command, &sent)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", response.Status, answer.Value)
	}
	if value == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, value)
}

// run evaluates JavaScript, the body of a function, in the page.
func (d *driver) run(value any, script string, args ...any) {
	d.t.Helper()
	if args == nil {
		args = []any{}
	}
	d.do("POST", "/execute/sync", dict{"script": script, "args": args}, value)
}

// cdp sends a command of the DevTools protocol.
func (d *driver) cdp(command string, params dict) {
	d.t.Helper()
	d.do("POST", "/goog/cdp/execute", dict{"cmd": command, "params": params}, nil)
}

// until polls for what the page comes to show by itself.
func (d *driver) until(what string, is func() bool) {
	d.t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			d.shot(*shots, "failed")
			d.t.Fatalf("in vain: %s", what)
		}
	}
}

// screen is the size of the window and how the page is shown in it.
func (d *driver) screen(width, height int, phone bool, scheme string) {
	d.t.Helper()
	ratio := 1
	if phone {
		ratio = 2
	}
	d.cdp("Emulation.setDeviceMetricsOverride", dict{"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": phone})
	d.cdp("Emulation.setTouchEmulationEnabled", dict{"enabled": phone})
	d.cdp("Emulation.setEmulatedMedia", dict{"features": []dict{{"name": "prefers-color-scheme", "value": scheme}}})
}

// shot writes a picture of the window, if there is a folder for it.
func (d *driver) shot(dir, name string) {
	d.t.Helper()
	if dir == "" {
		return
	}
	var encoded string
	d.do("GET", "/screenshot", nil, &encoded)
	picture, err := base64.StdEncoding.DecodeString(encoded)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o666)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// pointer does things with a mouse or a finger: "move x y", "down", "up", "wait ms".
func (d *driver) pointer(kind string, button int, x, y float64, rest ...dict) {
	d.t.Helper()
	actions := append([]dict{{"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y)}, {"type": "pointerDown", "button": button}}, rest...)
	actions = append(actions, dict{"type": "pointerUp", "button": button})
	d.do("POST", "/actions", dict{"actions": []dict{
		{"type": "pointer", "id": kind, "parameters": dict{"pointerType": kind}, "actions": actions},
	}}, nil)
}

// press presses keys, one after another; special ones by their code points in the
// protocol.
func (d *driver) press(keys ...string) {
	d.t.Helper()
	var actions []dict
	for _, key := range keys {
		actions = append(actions, dict{"type": "keyDown", "value": key}, dict{"type": "keyUp", "value": key})
	}
	d.do("POST", "/actions", dict{"actions": []dict{{"type": "key", "id": "keys", "actions": actions}}}, nil)
}

// click clicks on the element with an id.
func (d *driver) click(id string) {
	d.t.Helper()
	var element map[string]string
	d.do("POST", "/element", dict{"using": "css selector", "value": "#" + id}, &element)
	for _, reference := range element {
		d.do("POST", "/element/"+reference+"/click", dict{}, nil)
	}
}

// logEntry is a line of one of the browser's logs.
type logEntry struct{ Level, Message string }

func (d *driver) log(kind string) (entries []logEntry) {
	d.t.Helper()
	d.do("POST", "/se/log", dict{"type": kind}, &entries)
	return entries
}

func decodeJSON(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}
