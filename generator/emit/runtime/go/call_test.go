package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// fixture is a client of a test server whose sleeps are written down instead of slept.
type fixture struct {
	*core
	server *httptest.Server
	waits  []time.Duration
}

func newFixture(t *testing.T, handler http.HandlerFunc, options ...RequestOption) *fixture {
	t.Helper()
	f := &fixture{server: httptest.NewServer(handler)}
	t.Cleanup(f.server.Close)
	c, err := newCore(append([]RequestOption{WithBaseURL(f.server.URL)}, options...))
	if err != nil {
		t.Fatal(err)
	}
	c.config.random = func() float64 { return 0 }
	c.config.sleep = func(ctx context.Context, d time.Duration) error {
		f.waits = append(f.waits, d)
		return ctx.Err()
	}
	f.core = c
	return f
}

func (f *fixture) get(path string) *call {
	return f.operation("get", http.MethodGet, path, [][]string{{"oauth"}})
}

func (f *fixture) post(path string) *call {
	q := f.operation("post", http.MethodPost, path, [][]string{{"oauth"}})
	q.bodyJSON("application/json", map[string]string{"a": "b"})
	return q
}

// statuses answers one status after another, and 200 after the last.
func statuses(count *atomic.Int32, header http.Header, codes ...int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n := int(count.Add(1)) - 1
		for name, values := range header {
			w.Header()[name] = values
		}
		if n < len(codes) {
			w.WriteHeader(codes[n])
		}
		_, _ = io.WriteString(w, `"ok"`)
	}
}

func TestRetrySchedule(t *testing.T) {
	for _, c := range []struct {
		name    string
		header  http.Header
		codes   []int
		retries int
		waits   []time.Duration
		fails   bool
	}{
		{"none needed", nil, nil, 2, nil, false},
		{"two failures", nil, []int{500, 503}, 2, []time.Duration{500 * time.Millisecond, time.Second}, false},
		{"three failures", nil, []int{500, 502, 408}, 2, []time.Duration{500 * time.Millisecond, time.Second}, true},
		{"up to eight seconds", nil, []int{500, 500, 500, 500, 500, 500}, 6, []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 8 * time.Second}, false},
		{"seconds", http.Header{"Retry-After": {"3"}}, []int{429}, 2, []time.Duration{3 * time.Second}, false},
		{"milliseconds", http.Header{"Retry-After-Ms": {"250"}, "Retry-After": {"9"}}, []int{429}, 2, []time.Duration{250 * time.Millisecond}, false},
		{"too long", http.Header{"Retry-After": {"121"}}, []int{429}, 2, nil, true},
		{"nonsense", http.Header{"Retry-After": {"soon"}}, []int{503}, 2, []time.Duration{500 * time.Millisecond}, false},
		{"not for the client's mistakes", nil, []int{400}, 2, nil, true},
		{"switched off", nil, []int{500}, 0, nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var count atomic.Int32
			f := newFixture(t, statuses(&count, c.header, c.codes...), WithMaxRetries(c.retries))
			got, err := fetch[string](context.Background(), f.get("/"), nil)
			if (err != nil) != c.fails {
				t.Fatalf("%q, %v", got, err)
			}
			if !reflect.DeepEqual(f.waits, c.waits) {
				t.Errorf("waits %v, want %v", f.waits, c.waits)
			}
			if int(count.Load()) != len(c.waits)+1 {
				t.Errorf("%d attempts", count.Load())
			}
		})
	}
}

func TestRetryAfterDate(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	got, ok := retryAfter(http.Header{"Retry-After": {"Sat, 21 Nov 2026 10:00:07 GMT"}}, now)
	if !ok || got != 7*time.Second {
		t.Errorf("%v, %v", got, ok)
	}
	if got, ok := retryAfter(http.Header{"Retry-After": {"Sat, 21 Nov 2026 09:00:00 GMT"}}, now); !ok || got != 0 {
		t.Errorf("a date in the past: %v, %v", got, ok)
	}
}

func TestOnlySafeCallsAreRepeated(t *testing.T) {
	attempts := func(change func(*call), options ...RequestOption) (int32, []string) {
		var count atomic.Int32
		var keys []string
		f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
			keys = append(keys, r.Header.Get("Idempotency-Key"))
			statuses(&count, nil, 500)(w, r)
		})
		q := f.post("/")
		change(q)
		_, _ = fetch[any](context.Background(), q, options)
		return count.Load(), keys
	}
	if n, _ := attempts(func(*call) {}); n != 1 {
		t.Errorf("a POST without a key: %d attempts", n)
	}
	if n, keys := attempts(func(*call) {}, WithIdempotencyKey("k")); n != 2 || keys[0] != "k" || keys[1] != "k" {
		t.Errorf("a POST with a key: %d attempts, %v", n, keys)
	}
	if n, keys := attempts(func(q *call) { q.keyHeader = "Idempotency-Key" }); n != 2 || keys[0] == "" || keys[0] != keys[1] {
		t.Errorf("a POST with a declared key: %d attempts, %v", n, keys)
	}
	if n, _ := attempts(func(q *call) { q.keyField = "a" }); n != 2 {
		t.Errorf("a POST with its key in the body: %d attempts", n)
	}
	if n, _ := attempts(func(q *call) { q.keyField = "other" }); n != 1 {
		t.Errorf("a POST without its key in the body: %d attempts", n)
	}
	once := struct{ io.Reader }{strings.NewReader("x")}
	if n, _ := attempts(func(q *call) { q.bodyStream("text/plain", once) }, WithIdempotencyKey("k")); n != 1 {
		t.Errorf("a body that can be read once: %d attempts", n)
	}
	if n, _ := attempts(func(q *call) { q.bodyStream("text/plain", strings.NewReader("x")) }, WithIdempotencyKey("k")); n != 2 {
		t.Errorf("a body that can seek: %d attempts", n)
	}
}

func TestConnectionErrors(t *testing.T) {
	var count atomic.Int32
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1) == 1 {
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, `"ok"`)
	})
	if got, err := fetch[string](context.Background(), f.get("/"), nil); err != nil || got != "ok" {
		t.Errorf("%q, %v", got, err)
	}
	f.server.Close()
	_, err := fetch[string](context.Background(), f.get("/?token=hidden"), nil)
	var failed *ConnectionError
	if !errors.As(err, &failed) || strings.Contains(err.Error(), "hidden") {
		t.Errorf("%v", err)
	}
}

func TestTimeouts(t *testing.T) {
	var count atomic.Int32
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1) == 1 {
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
			return
		}
		_, _ = io.WriteString(w, `"ok"`)
	})
	got, err := fetch[string](context.Background(), f.get("/"), []RequestOption{WithAttemptTimeout(50 * time.Millisecond)})
	if err != nil || got != "ok" {
		t.Errorf("an attempt that took too long is repeated: %q, %v", got, err)
	}
	count.Store(0)
	_, err = fetch[string](context.Background(), f.get("/"), []RequestOption{WithTimeout(50 * time.Millisecond)})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the total deadline: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = fetch[string](ctx, f.get("/"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancellation: %v", err)
	}
}

func TestSingleFlightToken(t *testing.T) {
	var fetched, served atomic.Int32
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/oauth/token" {
			n := fetched.Add(1)
			user, secret, _ := r.BasicAuth()
			if user != "the+id" || secret != "s%3Acret" || r.FormValue("grant_type") != "client_credentials" || r.FormValue("scope") != "a b" {
				t.Errorf("token request: %s %s %v", user, secret, r.Form)
			}
			time.Sleep(20 * time.Millisecond)
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprintf(w, `{"access_token":"t%d","token_type":"Bearer","expires_in":900}`, n)
			return
		}
		if r.Header.Get("Authorization") != "Bearer t"+strconv.Itoa(int(fetched.Load())) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		served.Add(1)
		_, _ = io.WriteString(w, `"ok"`)
	}, WithClientCredentials("the id", "s:cret"), WithScopes("a", "b"))
	var now atomic.Int64
	now.Store(time.Now().Unix())
	f.config.now = func() time.Time { return time.Unix(now.Load(), 0) }

	crowd := func() {
		var wait sync.WaitGroup
		for range 100 {
			wait.Add(1)
			go func() {
				defer wait.Done()
				if _, err := fetch[string](context.Background(), f.get("/"), nil); err != nil {
					t.Error(err)
				}
			}()
		}
		wait.Wait()
	}
	crowd()
	if fetched.Load() != 1 || served.Load() != 100 {
		t.Fatalf("%d tokens, %d calls", fetched.Load(), served.Load())
	}
	now.Add(869)
	crowd()
	if fetched.Load() != 1 {
		t.Errorf("refreshed too early: %d tokens", fetched.Load())
	}
	now.Add(2)
	crowd()
	if fetched.Load() != 2 {
		t.Errorf("not refreshed before the end, or more than once: %d tokens", fetched.Load())
	}
	// The token is revoked: each call has one more try, with one fresh token for all.
	fetched.Add(1)
	crowd()
	if fetched.Load() != 4 || served.Load() != 400 {
		t.Errorf("after a revocation: %d tokens, %d calls", fetched.Load(), served.Load())
	}
}

func TestRefusedToken(t *testing.T) {
	var count atomic.Int32
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		count.Add(1)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":"invalid_scope","error_description":"no","code":"INVALID_SCOPE"}`)
	}, WithClientCredentials("id", "secret"))
	_, err := fetch[string](context.Background(), f.get("/"), nil)
	var refused *OAuthError
	if !errors.As(err, &refused) || refused.ErrorCode != "invalid_scope" || refused.Code != "INVALID_SCOPE" || refused.Description != "no" || refused.StatusCode != 400 {
		t.Fatalf("%v", err)
	}
	var bad *BadRequestError
	var plain *APIError
	if !errors.As(err, &bad) || !errors.As(err, &plain) {
		t.Error("an OAuth error is also an error by status")
	}
	if count.Load() != 1 {
		t.Errorf("%d requests", count.Load())
	}
}

func TestErrors(t *testing.T) {
	type problem struct {
		Code  string                     `json:"code"`
		Extra map[string]json.RawMessage `json:"-" extra:"true"`
	}
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("X-Request-Id", "r1")
		code, _ := strconv.Atoi(r.URL.Path[1:])
		if code == 429 {
			w.Header().Set("Retry-After", "200")
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, `{"title":"t","detail":"the detail","code":"c"}`)
	}, WithMaxRetries(0))
	_, err := fetch[string](context.Background(), f.get("/404"), nil)
	var missing *NotFoundError
	if !errors.As(err, &missing) || missing.Body.Detail.Value != "the detail" || missing.RequestID != "r1" || missing.Header.Get("X-Request-Id") != "r1" {
		t.Fatalf("%v", err)
	}
	if !strings.Contains(err.Error(), "the detail") || !strings.Contains(err.Error(), "r1") {
		t.Error(err)
	}
	for status, target := range map[int]any{
		400: new(*BadRequestError), 401: new(*AuthenticationError), 403: new(*PermissionDeniedError), 409: new(*ConflictError),
		410: new(*GoneError), 422: new(*UnprocessableEntityError), 429: new(*RateLimitError), 500: new(*ServerError), 503: new(*ServerError), 418: new(*APIError),
	} {
		_, err := fetch[string](context.Background(), f.get("/"+strconv.Itoa(status)), nil)
		if !errors.As(err, target) {
			t.Errorf("%d: %T", status, err)
		}
	}
	_, err = fetch[string](context.Background(), f.get("/429"), nil)
	var limited *RateLimitError
	if !errors.As(err, &limited) || limited.RetryAfter != 200*time.Second {
		t.Errorf("%v", err)
	}
	q := f.get("/409")
	q.fails(reflect.TypeFor[problem](), 4)
	_, err = fetch[string](context.Background(), q, nil)
	if body, ok := ErrorData[problem](err); !ok || body.Code != "c" || len(body.Extra) != 2 {
		t.Errorf("%v", err)
	}
}

func TestMultipart(t *testing.T) {
	type upload struct {
		Title string           `json:"title"`
		Meta  map[string]int   `json:"meta"`
		Files []File           `json:"files"`
		None  Optional[File]   `json:"none,omitzero"`
		Tags  []string         `json:"tags"`
		Note  Optional[string] `json:"note,omitzero"`
	}
	var parts []string
	var count int
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		count++
		parts = nil
		_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil {
			t.Error(err)
		}
		reader := multipart.NewReader(r.Body, params["boundary"])
		for {
			p, err := reader.NextPart()
			if err != nil {
				break
			}
			parts = append(parts, fmt.Sprintf("%s|%s|%s|%s", p.FormName(), p.FileName(), p.Header.Get("Content-Type"), readAll(t, p)))
		}
		if count == 1 {
			w.WriteHeader(500)
		}
	})
	q := f.operation("upload", http.MethodPut, "/", nil)
	q.bodyMultipart("multipart/form-data", upload{
		Title: "t", Meta: map[string]int{"a": 1}, Tags: []string{"x", "y"},
		Files: []File{{Name: "a\"b.txt", ContentType: "text/plain", Content: strings.NewReader("one")}, {Content: bytes.NewReader([]byte("two"))}},
	}, fieldEncoding{property: "title", contentType: "text/markdown"})
	if err := fetchNothing(context.Background(), q, nil); err != nil {
		t.Fatal(err)
	}
	want := []string{"title||text/markdown|t", `meta||application/json|{"a":1}`, "files|a%22b.txt|text/plain|one", "files|file|application/octet-stream|two", "tags|||x", "tags|||y"}
	if !reflect.DeepEqual(parts, want) || count != 2 {
		t.Errorf("%d attempts\ngot  %q\nwant %q", count, parts, want)
	}
}

func TestOptionsOfACall(t *testing.T) {
	var seen *http.Request
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		seen = r
		w.Header().Set("X-Answer", "42")
		_, _ = io.WriteString(w, `"ok"`)
	}, WithToken("tok"), WithMiddleware(func(next Doer) Doer {
		return DoerFunc(func(r *http.Request) (*http.Response, error) {
			r.Header.Set("X-Middle", r.Header.Get("X-Extra")+"!")
			return next.Do(r)
		})
	}))
	q := f.get("/a")
	q.queryParam("keep", 1, styleForm)
	q.queryParam("swap", 1, styleForm)
	q.headerParam("X-Param", []int{1, 2}, styleSimple)
	q.cookieParam("c", "d e", styleForm)
	var response *http.Response
	_, err := fetch[string](context.Background(), q, []RequestOption{
		WithHeader("X-Extra", "e"), WithQuery("swap", "2"), WithUserAgent("app/1"), WithResponseInto(&response),
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen.URL.RawQuery != "keep=1&swap=2" || seen.Header.Get("X-Middle") != "e!" || seen.Header.Get("X-Param") != "1,2" || seen.Header.Get("Cookie") != "c=d%20e" {
		t.Errorf("%s %v", seen.URL.RawQuery, seen.Header)
	}
	if agent := seen.Header.Get("User-Agent"); !strings.HasPrefix(agent, "app/1 sdk-go/") {
		t.Error(agent)
	}
	if seen.Header.Get("Authorization") != "Bearer tok" {
		t.Error(seen.Header)
	}
	if response == nil || response.Header.Get("X-Answer") != "42" || readAll(t, response.Body) != `"ok"` {
		t.Error("no raw response")
	}
	if f.config.header != nil || f.config.query != nil {
		t.Error("an option of a call changed the client")
	}
}

func TestSecurity(t *testing.T) {
	var seen *http.Request
	handler := func(w http.ResponseWriter, r *http.Request) { seen = r }
	run := func(security [][]string, options ...RequestOption) *http.Request {
		f := newFixture(t, handler, options...)
		if err := fetchNothing(context.Background(), f.operation("x", http.MethodGet, "/", security), nil); err != nil {
			t.Fatal(err)
		}
		return seen
	}
	if r := run([][]string{{"oauth"}, {"key"}}, WithAPIKey("k")); r.Header.Get("X-Api-Key") != "k" || r.Header.Get("Authorization") != "" {
		t.Error(r.Header)
	}
	if r := run([][]string{{"oauth", "key"}}, WithAPIKey("k"), WithToken("t")); r.Header.Get("X-Api-Key") != "k" || r.Header.Get("Authorization") != "Bearer t" {
		t.Error(r.Header)
	}
	if r := run(nil, WithAPIKey("k"), WithToken("t")); r.Header.Get("X-Api-Key") != "" || r.Header.Get("Authorization") != "" {
		t.Errorf("a public operation got credentials: %v", r.Header)
	}
	if r := run([][]string{{"basic"}}, WithBasicAuth("u", "p")); r.Header.Get("Authorization") != "Basic dTpw" {
		t.Error(r.Header)
	}
	if r := run([][]string{{"key"}}, WithCredential("key", "own"), WithAPIKey("k")); r.Header.Get("X-Api-Key") != "own" {
		t.Error(r.Header)
	}
}

func TestRedirectsLoseKeys(t *testing.T) {
	var seen http.Header
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { seen = r.Header }))
	defer other.Close()
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, http.StatusFound) }, WithAPIKey("k"), WithToken("t"))
	if err := fetchNothing(context.Background(), f.operation("x", http.MethodGet, "/", [][]string{{"oauth", "key"}}), nil); err != nil {
		t.Fatal(err)
	}
	if seen.Get("X-Api-Key") != "" || seen.Get("Authorization") != "" {
		t.Errorf("credentials went elsewhere: %v", seen)
	}
}

func TestLogIsRedacted(t *testing.T) {
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "hush")
		w.Header().Set("Deprecation", "@1688169599")
		w.Header().Set("Sunset", "Sat, 21 Nov 2026 00:00:00 GMT")
	}, WithToken("hush"), WithLogger(logger))
	for range 3 {
		q := f.get("/path")
		q.queryParam("api_key", "hush", styleForm)
		q.queryParam("page", "7", styleForm)
		if err := fetchNothing(context.Background(), q, nil); err != nil {
			t.Fatal(err)
		}
	}
	text := out.String()
	if strings.Contains(text, "hush") || !strings.Contains(text, "page=7") || !strings.Contains(text, "REDACTED") {
		t.Error(text)
	}
	if strings.Count(text, "is deprecated") != 1 || !strings.Contains(text, "21 Nov 2026") {
		t.Errorf("one warning an operation: %s", text)
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("SDK_BASE_URL", "http://127.0.0.1:9")
	t.Setenv("SDK_CLIENT_ID", "id")
	t.Setenv("SDK_CLIENT_SECRET", "secret")
	c, err := newConfig(nil)
	if err != nil || c.baseURL != "http://127.0.0.1:9" || c.clientID != "id" || c.clientSecret != "secret" {
		t.Errorf("%+v, %v", c, err)
	}
	t.Setenv("SDK_BASE_URL", "")
	if _, err := newCore(nil); err == nil || !strings.Contains(err.Error(), "SDK_BASE_URL") {
		t.Errorf("no base URL: %v", err)
	}
	if _, err := newConfig([]RequestOption{WithBaseURL("ftp://x")}); err == nil {
		t.Error("a base URL that is none")
	}
}

func TestServers(t *testing.T) {
	own := &serverTemplate{url: "https://{region}.example.com/{version}", variables: []serverVariable{
		{name: "region", value: "eu", choices: []string{"eu", "us"}}, {name: "version", value: "v1"},
	}}
	c := &config{}
	if got, err := c.base(own); err != nil || got != "https://eu.example.com/v1" {
		t.Error(got, err)
	}
	c.serverVars = map[string]string{"region": "us", "version": "v2"}
	if got, err := c.base(own); err != nil || got != "https://us.example.com/v2" {
		t.Error(got, err)
	}
	c.serverVars["region"] = "evil.example/"
	if got, err := c.base(own); err == nil {
		t.Error(got)
	}
}

func TestDo(t *testing.T) {
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = fmt.Fprintf(w, `{"name":%q}`, r.Method+r.URL.RequestURI()+string(body)+r.Header.Get("Authorization"))
	}, WithToken("t"))
	var out struct{ Name string }
	if err := f.request(context.Background(), "POST", "/new?a=1", map[string]int{"b": 2}, &out, nil); err != nil || out.Name != `POST/new?a=1{"b":2}Bearer t` {
		t.Error(out, err)
	}
	var text string
	if err := f.request(context.Background(), "GET", "/", nil, &text, nil); err != nil || !strings.Contains(text, "GET/") {
		t.Error(text, err)
	}
}

func TestAuthorizationCode(t *testing.T) {
	var forms []string
	f := newFixture(t, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		forms = append(forms, r.URL.Path+" "+r.Form.Get("grant_type")+" "+r.Form.Get("code_verifier")+r.Form.Get("refresh_token")+r.Form.Get("token"))
		_, _ = io.WriteString(w, `{"access_token":"a","refresh_token":"r2","expires_in":"60"}`)
	}, WithClientCredentials("id", "secret"))
	a := &AuthorizationCode{core: f.core, redirectURL: "https://app.example/back", scopes: []string{"x", "y"}}
	proof := PKCE{Verifier: "v", Challenge: "c"}
	place, err := a.URL("st", proof)
	if err != nil || !strings.Contains(place, "/oauth/authorize?client_id=id&code_challenge=c&code_challenge_method=S256&redirect_uri=https%3A%2F%2Fapp.example%2Fback&response_type=code&scope=x+y&state=st") {
		t.Error(place, err)
	}
	tokens, err := a.Exchange(context.Background(), "code", proof)
	if err != nil || tokens.AccessToken != "a" || tokens.Expiry.IsZero() {
		t.Fatal(tokens, err)
	}
	var saved OAuthTokens
	provide := a.Provider(OAuthTokens{AccessToken: "old", RefreshToken: "r1", Expiry: time.Now()}, func(t OAuthTokens) { saved = t })
	if token, err := provide(context.Background()); err != nil || token != "a" || saved.RefreshToken != "r2" {
		t.Error(token, saved, err)
	}
	if err := a.Revoke(context.Background(), "a"); err != nil {
		t.Error(err)
	}
	want := []string{"/oauth/token authorization_code v", "/oauth/token refresh_token r1", "/oauth/revoke  a"}
	if !reflect.DeepEqual(forms, want) {
		t.Errorf("%q", forms)
	}
	fresh, err := NewPKCE()
	if err != nil || len(fresh.Verifier) != 43 || len(fresh.Challenge) != 43 {
		t.Error(fresh, err)
	}
}

func TestWebhooks(t *testing.T) {
	// The example of the Standard Webhooks specification.
	v, err := NewWebhookVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	v.now = func() time.Time { return time.Unix(1614265330, 0) }
	header := http.Header{}
	header.Set("Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
	header.Set("Webhook-Timestamp", "1614265330")
	header.Set("Webhook-Signature", "v1,bm90IGl0 v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
	payload := []byte(`{"test": 2432232314}`)
	event, err := parseWebhook[map[string]int64](v, header, payload)
	if err != nil || (*event)["test"] != 2432232314 {
		t.Fatal(event, err)
	}
	if err := v.Verify(header, []byte(`{"test": 1}`)); !errors.Is(err, ErrWebhookSignature) {
		t.Error("another payload passed")
	}
	v.now = func() time.Time { return time.Unix(1614265330+301, 0) }
	if err := v.Verify(header, payload); !errors.Is(err, ErrWebhookSignature) {
		t.Error("an old message passed")
	}
	if _, err := parseWebhook[any](nil, header, payload); err == nil {
		t.Error("no verifier")
	}
}
