package covenant

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// core is what all resources of a client share.
type core struct {
	config *config
	tokens tokenCache
	warned sync.Map // ids of deprecated operations that were warned of
}

func newCore(options []RequestOption) (*core, error) {
	config, err := newConfig(options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", packageName, err)
	}
	if _, err := config.base(nil); err != nil {
		return nil, err
	}
	return &core{config: config}, nil
}

// failure is the type of the body that an error response with this status carries (4: all 4XX, 0: any other).
type failure struct {
	status int
	body   reflect.Type
}

// call is one call of an operation while it is put together and sent.
type call struct {
	core       *core
	id         string
	method     string
	path       string
	server     *serverTemplate
	security   [][]string
	query      []string
	header     http.Header
	cookies    []string
	accept     string
	body       *body
	sent       []byte // the body as JSON
	failures   []failure
	errorBody  bool // errors carry an ErrorBody unless failures say otherwise
	keyHeader  string
	keyField   string
	overridden string // a next page's absolute URL
	stream     bool
	replayable bool // harmless to repeat, whatever the method
	err        error
}

// operation begins a call. Credentials are those of the first alternative in security that the client has in full.
func (c *core) operation(id, method, path string, security [][]string) *call {
	return &call{core: c, id: id, method: method, path: path, security: security, header: http.Header{}, errorBody: true}
}

// fails says which type the bodies of error responses with these statuses have.
func (q *call) fails(body reflect.Type, statuses ...int) {
	for _, status := range statuses {
		q.failures = append(q.failures, failure{status: status, body: body})
	}
}

func (q *call) pathParam(name string, value any, s style) {
	text, err := pathText(name, value, s)
	if err != nil && q.err == nil {
		q.err = fmt.Errorf("%s: %w", q.id, err)
	}
	q.path = strings.ReplaceAll(q.path, "{"+name+"}", text)
}

func (q *call) queryParam(name string, value any, s style) {
	if isAbsent(value) {
		return
	}
	parts, err := queryParts(name, value, s)
	if err != nil && q.err == nil {
		q.err = fmt.Errorf("%s: query parameter %s: %w", q.id, name, err)
	}
	q.query = append(q.query, parts...)
}

func (q *call) headerParam(name string, value any, s style) {
	if isAbsent(value) {
		return
	}
	text, err := headerText(name, value, s)
	if err != nil && q.err == nil {
		q.err = fmt.Errorf("%s: %w", q.id, err)
	}
	q.header.Set(name, text)
}

func (q *call) cookieParam(name string, value any, s style) {
	if isAbsent(value) {
		return
	}
	text, err := cookieText(name, value, s)
	if err != nil && q.err == nil {
		q.err = fmt.Errorf("%s: cookie %s: %w", q.id, name, err)
	}
	if text != "" {
		q.cookies = append(q.cookies, text)
	}
}

// setQuery replaces a query parameter; pages are walked with it.
func (q *call) setQuery(name, value string) {
	key := escape(name, false) + "="
	kept := q.query[:0:0]
	for _, part := range q.query {
		if !strings.HasPrefix(part, key) {
			kept = append(kept, part)
		}
	}
	q.query = append(kept, key+escape(value, false))
}

// getQuery returns a query parameter.
func (q *call) getQuery(name string) (string, bool) {
	key := escape(name, false) + "="
	for _, part := range q.query {
		if value, ok := strings.CutPrefix(part, key); ok {
			text, err := url.QueryUnescape(value)
			return text, err == nil
		}
	}
	return "", false
}

// reply is a response that was read.
type reply struct {
	*http.Response
	raw []byte
}

// send sends the call, repeats it where that is right and safe, and turns an error response into an error.
func (q *call) send(ctx context.Context, options []RequestOption) (*reply, error) {
	config := q.core.config
	if len(options) > 0 {
		config = config.clone()
		for _, option := range options {
			option(config)
		}
	}
	if err := errors.Join(config.err, q.err); err != nil {
		return nil, err
	}
	cancel := context.CancelFunc(func() {})
	if config.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, config.timeout)
	}
	repeatable, err := q.prepareKey(config)
	if err != nil {
		cancel()
		return nil, err
	}
	fresh := false
	for attempt := 0; ; attempt++ {
		response, used, err := q.attempt(ctx, config)
		if err == nil && response.StatusCode == http.StatusUnauthorized && !fresh && used != "" && q.core.tokens.forget(used) && q.canRepeat() {
			// The token was revoked, or the keys were changed: one more try with a fresh one.
			fresh = true
			attempt--
			continue
		}
		if err == nil && response.StatusCode < 300 {
			q.noteDeprecation(config, response)
			if config.response != nil {
				*config.response = response.Response
			}
			if q.stream {
				response.Body = &closer{ReadCloser: response.Body, done: cancel}
			} else {
				cancel()
			}
			return response, nil
		}
		failed := err
		wait, retry := backoff(config, attempt), err != nil && ctx.Err() == nil && isConnection(err)
		if err == nil {
			q.noteDeprecation(config, response)
			failed = newError(q, response, config.now())
			if retry = retryable(response.StatusCode); retry {
				if after, ok := retryAfter(response.Header, config.now()); ok {
					wait, retry = after, after <= maxRetryAfter
				}
			}
		}
		if !retry || attempt >= config.maxRetries || !repeatable || !q.canRepeat() {
			if response != nil && config.response != nil {
				*config.response = response.Response
			}
			cancel()
			return nil, failed
		}
		q.logRetry(config, attempt, wait, failed)
		if err := config.sleep(ctx, wait); err != nil {
			cancel()
			return nil, errors.Join(failed, err)
		}
	}
}

func (q *call) canRepeat() bool { return q.body == nil || !q.body.once }

// prepareKey sets the idempotency key and tells whether the call may be repeated.
func (q *call) prepareKey(config *config) (bool, error) {
	safe := q.replayable || q.method != http.MethodPost && q.method != http.MethodPatch
	header := q.keyHeader
	if header == "" {
		header = "Idempotency-Key"
	}
	if q.header.Get(header) != "" || config.header.Get(header) != "" {
		return true, nil
	}
	key := config.idempotencyKey
	if key == "" && q.keyHeader != "" {
		var err error
		if key, err = newUUID(); err != nil {
			return false, err
		}
	}
	if key != "" {
		q.header.Set(header, key)
		return true, nil
	}
	if q.keyField != "" && q.sent != nil {
		_, keys := scanObject(q.sent, "")
		return safe || keys[q.keyField], nil
	}
	return safe, nil
}

// attempt sends the request once. It returns the token that was used.
func (q *call) attempt(ctx context.Context, config *config) (*reply, string, error) {
	cancel := context.CancelFunc(func() {})
	if config.attemptTimeout > 0 {
		if q.stream {
			// The bound is on the time until the response begins; the stream itself may last.
			inner, stop := context.WithCancelCause(ctx)
			timer := time.AfterFunc(config.attemptTimeout, func() { stop(context.DeadlineExceeded) })
			ctx, cancel = inner, func() { stop(context.Canceled) }
			defer timer.Stop()
		} else {
			ctx, cancel = context.WithTimeout(ctx, config.attemptTimeout)
		}
	}
	request, err := q.request(ctx, config)
	if err != nil {
		cancel()
		return nil, "", err
	}
	token, err := q.authorize(ctx, config, request)
	if err != nil {
		cancel()
		return nil, "", err
	}
	start := config.now()
	response, err := config.chain().Do(request)
	if err != nil {
		cancel()
		err = &ConnectionError{Operation: q.id, Err: redactURL(err)}
		logCall(config, q, request, nil, config.now().Sub(start), err)
		return nil, token, err
	}
	logCall(config, q, request, response, config.now().Sub(start), nil)
	out := &reply{Response: response}
	if q.stream && response.StatusCode < 300 {
		response.Body = &closer{ReadCloser: response.Body, done: cancel}
		return out, token, nil
	}
	out.raw, err = io.ReadAll(response.Body)
	_ = response.Body.Close()
	cancel()
	if err != nil {
		return nil, token, &ConnectionError{Operation: q.id, Err: err}
	}
	response.Body = io.NopCloser(bytes.NewReader(out.raw))
	return out, token, nil
}

// closer ends what was begun for a stream when its body is closed.
type closer struct {
	io.ReadCloser
	done context.CancelFunc
}

func (c *closer) Close() error {
	err := c.ReadCloser.Close()
	c.done()
	return err
}

// request makes the request of one attempt.
func (q *call) request(ctx context.Context, config *config) (*http.Request, error) {
	base, err := config.base(q.server)
	if err != nil {
		return nil, err
	}
	target, err := joinURL(base, q.path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.id, err)
	}
	parts := q.query
	if q.overridden != "" {
		next, err := target.Parse(q.overridden)
		if err != nil {
			return nil, fmt.Errorf("%s: next page: %w", q.id, err)
		}
		if next.Scheme != target.Scheme || next.Host != target.Host {
			return nil, fmt.Errorf("%s: the next page is on another host (%s), where the credentials do not belong", q.id, next.Host)
		}
		target, parts = next, nil
	}
	if len(config.query) > 0 {
		kept := parts[:0:0]
		for _, part := range parts {
			name, _, _ := strings.Cut(part, "=")
			if plain, err := url.QueryUnescape(name); err != nil || !config.query.Has(plain) {
				kept = append(kept, part)
			}
		}
		parts = append(kept, config.query.Encode())
	}
	if len(parts) > 0 {
		query := strings.Join(parts, "&")
		if target.RawQuery != "" {
			query = target.RawQuery + "&" + query
		}
		target.RawQuery = query
	}
	var content io.Reader
	size := int64(0)
	if q.body != nil {
		if content, size, err = q.body.open(); err != nil {
			return nil, fmt.Errorf("%s: request body: %w", q.id, err)
		}
	}
	request, err := http.NewRequestWithContext(ctx, q.method, target.String(), content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.id, err)
	}
	if q.body != nil {
		request.ContentLength = size
		if size == 0 {
			request.Body = http.NoBody
		}
		if !q.body.once {
			request.GetBody = func() (io.ReadCloser, error) {
				again, _, err := q.body.open()
				return io.NopCloser(again), err
			}
		}
		if q.body.contentType != "" {
			request.Header.Set("Content-Type", q.body.contentType)
		}
	}
	if q.accept != "" {
		request.Header.Set("Accept", q.accept)
	}
	agent := packageName + "-go/" + Version + " (" + runtime.GOOS + "; " + runtime.GOARCH + "; " + runtime.Version() + ")"
	if config.userAgent != "" {
		agent = config.userAgent + " " + agent
	}
	request.Header.Set("User-Agent", agent)
	if len(q.cookies) > 0 {
		request.Header.Set("Cookie", strings.Join(q.cookies, "; "))
	}
	for name, values := range q.header {
		request.Header[name] = values
	}
	for name, values := range config.header {
		request.Header[name] = values
	}
	return request, nil
}

// chain is the sender behind its middleware.
func (c *config) chain() Doer {
	next := c.doer
	for i := len(c.middleware) - 1; i >= 0; i-- {
		next = c.middleware[i](next)
	}
	return next
}

// checkRedirect keeps keys from following a redirect to another host; net/http does so for Authorization and Cookie only.
func checkRedirect(request *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	if request.URL.Host != via[0].URL.Host || via[0].URL.Scheme == "https" && request.URL.Scheme != "https" {
		request.Header.Del("Authorization")
		request.Header.Del("Cookie")
		for _, scheme := range securitySchemes {
			if scheme.kind == schemeHeader {
				request.Header.Del(scheme.field)
			}
		}
	}
	return nil
}

const maxRetryAfter = 120 * time.Second

func retryable(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusTooManyRequests || status >= 500
}

// retryAfter reads Retry-After-Ms and Retry-After (seconds or an HTTP date).
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	if ms, err := strconv.ParseFloat(header.Get("Retry-After-Ms"), 64); err == nil && ms >= 0 {
		return bounded(ms / 1000), true
	}
	text := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds >= 0 {
		return bounded(seconds), true
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}

func bounded(seconds float64) time.Duration {
	return time.Duration(min(seconds, 1e9) * float64(time.Second))
}

// backoff is 0.5 s times 2^n, at most 8 s, less up to a quarter of it by chance.
func backoff(config *config, attempt int) time.Duration {
	base := min(float64(int(1)<<min(attempt, 10))*0.5, 8)
	return time.Duration(base * (1 - 0.25*config.random()) * float64(time.Second))
}

func sleep(ctx context.Context, d time.Duration) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return context.DeadlineExceeded // waiting would only lead to the same end, later
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func random() float64 {
	n, err := rand.Int(rand.Reader, big.NewInt(1<<53))
	if err != nil {
		return 0
	}
	return float64(n.Int64()) / (1 << 53)
}

func newUUID() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
