package covenant

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// schemeKind says how a credential travels.
type schemeKind uint8

const (
	schemeBearer schemeKind = iota // bearer tokens, OAuth 2.0, OpenID Connect
	schemeBasic
	schemeHeader
	schemeQuery
	schemeCookie
	schemeHTTP
	schemeMutualTLS
)

// securityScheme is a way to prove who calls.
type securityScheme struct {
	name  string
	kind  schemeKind
	field string
}

func schemeOf(name string) *securityScheme {
	for i := range securitySchemes {
		if securitySchemes[i].name == name {
			return &securitySchemes[i]
		}
	}
	return nil
}

// has reports whether the client can meet the scheme.
func (c *config) has(s *securityScheme) bool {
	if s == nil {
		return false
	}
	if _, ok := c.schemeValues[s.name]; ok {
		return true
	}
	switch s.kind {
	case schemeBearer:
		return c.token != nil || c.clientID != ""
	case schemeBasic:
		return c.hasBasic || c.clientID != "" && c.token == nil
	case schemeHeader, schemeQuery, schemeCookie:
		return c.apiKey != ""
	case schemeHTTP:
		return false
	default:
		return true // a client certificate is the business of the transport
	}
}

// authorize adds credentials. It returns the token if it came from the cache.
func (q *call) authorize(ctx context.Context, config *config, request *http.Request) (string, error) {
	if request.Header.Get("Authorization") != "" && config.header.Get("Authorization") != "" {
		return "", nil // the caller knows better
	}
	if len(securitySchemes) == 0 {
		// The description is silent about credentials: what the client was given is sent.
		if config.token != nil || config.clientID != "" {
			return q.bearer(ctx, config, request)
		}
		if config.hasBasic {
			request.SetBasicAuth(config.basicUser, config.basicSecret)
		}
		return "", nil
	}
	for _, alternative := range q.security {
		met := true
		for _, name := range alternative {
			met = met && config.has(schemeOf(name))
		}
		if !met || len(alternative) == 0 {
			continue
		}
		used := ""
		for _, name := range alternative {
			token, err := q.apply(ctx, config, request, schemeOf(name))
			if err != nil {
				return "", err
			}
			if token != "" {
				used = token
			}
		}
		return used, nil
	}
	return "", nil
}

func (q *call) apply(ctx context.Context, config *config, request *http.Request, s *securityScheme) (string, error) {
	value, given := config.schemeValues[s.name]
	key := value
	if !given {
		key = config.apiKey
	}
	switch s.kind {
	case schemeBearer:
		if given {
			request.Header.Set("Authorization", "Bearer "+value)
			return "", nil
		}
		return q.bearer(ctx, config, request)
	case schemeBasic:
		switch {
		case given:
			request.Header.Set("Authorization", "Basic "+value)
		case config.hasBasic:
			request.SetBasicAuth(config.basicUser, config.basicSecret)
		default:
			request.Header.Set("Authorization", clientBasic(config.clientID, config.clientSecret))
		}
	case schemeHeader:
		request.Header.Set(s.field, key)
	case schemeQuery:
		part := escape(s.field, false) + "=" + escape(key, false)
		if request.URL.RawQuery != "" {
			part = request.URL.RawQuery + "&" + part
		}
		request.URL.RawQuery = part
	case schemeCookie:
		part := s.field + "=" + escape(key, false)
		if cookies := request.Header.Get("Cookie"); cookies != "" {
			part = cookies + "; " + part
		}
		request.Header.Set("Cookie", part)
	case schemeHTTP:
		request.Header.Set("Authorization", s.field+" "+value)
	}
	return "", nil
}

func (q *call) bearer(ctx context.Context, config *config, request *http.Request) (string, error) {
	token, cached := "", false
	var err error
	if config.token != nil {
		token, err = config.token(ctx)
	} else {
		cached = true
		token, err = q.core.tokens.get(ctx, config)
	}
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if !cached {
		token = ""
	}
	return token, nil
}

// clientBasic is HTTP Basic as RFC 6749, 2.3.1 wants it: both parts form-encoded first.
func clientBasic(id, secret string) string {
	pair := url.QueryEscape(id) + ":" + url.QueryEscape(secret)
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(pair))
}

// tokenCache keeps the tokens of the client credentials grant: one for each client, scopes and endpoint.
type tokenCache struct {
	mu      sync.Mutex
	entries map[string]*tokenEntry
}

type tokenEntry struct {
	token string
	// renew is when a new one is fetched; zero: never
	renew time.Time
	// flight is closed when the fetch under way is over; nil: none is
	flight chan struct{}
	err    error
}

// get returns a token, and fetches one when there is none. Callers that come meanwhile wait for the same fetch.
func (t *tokenCache) get(ctx context.Context, config *config) (string, error) {
	base, err := config.base(nil)
	if err != nil && !strings.Contains(config.tokenURL, "://") {
		return "", err
	}
	if config.tokenURL == "" {
		return "", fmt.Errorf("%s: the API does not say where tokens are fetched: use WithTokenURL", packageName)
	}
	endpoint, err := resolveURL(base, config.tokenURL)
	if err != nil {
		return "", err
	}
	key := strings.Join(append([]string{endpoint, config.clientID, config.clientSecret}, config.scopes...), "\x00")
	t.mu.Lock()
	if t.entries == nil {
		t.entries = map[string]*tokenEntry{}
	}
	entry := t.entries[key]
	if entry == nil {
		entry = &tokenEntry{}
		t.entries[key] = entry
	}
	if entry.token != "" && (entry.renew.IsZero() || config.now().Before(entry.renew)) {
		defer t.mu.Unlock()
		return entry.token, nil
	}
	flight := entry.flight
	if flight == nil {
		flight = make(chan struct{})
		entry.flight = flight
		// The fetch outlives a caller that gives up: the others still wait for it.
		go t.fetch(context.WithoutCancel(ctx), config, endpoint, entry)
	}
	t.mu.Unlock()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-flight:
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if entry.err != nil {
		return "", entry.err
	}
	return entry.token, nil
}

func (t *tokenCache) fetch(ctx context.Context, config *config, endpoint string, entry *tokenEntry) {
	form := url.Values{"grant_type": {"client_credentials"}}
	if len(config.scopes) > 0 {
		form.Set("scope", strings.Join(config.scopes, " "))
	}
	token, err := requestToken(ctx, config, endpoint, form)
	t.mu.Lock()
	defer t.mu.Unlock()
	entry.err = err
	if err == nil {
		entry.token, entry.renew = token.AccessToken, time.Time{}
		if token.ExpiresIn > 0 {
			life := time.Duration(token.ExpiresIn) * time.Second
			entry.renew = config.now().Add(life - min(life/10, 30*time.Second))
		}
	} else {
		entry.token = ""
	}
	close(entry.flight)
	entry.flight = nil
}

// forget drops a token that the API refused; it reports whether it was known.
func (t *tokenCache) forget(token string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, entry := range t.entries {
		if entry.token == token {
			entry.token = ""
			return true
		}
	}
	return token != "" // another call has already replaced it
}

// resolveURL makes an endpoint absolute: a path is taken from the base URL, below the base URL's own path.
func resolveURL(base, endpoint string) (string, error) {
	if strings.Contains(endpoint, "://") {
		return endpoint, nil
	}
	if !strings.HasPrefix(endpoint, "/") {
		endpoint = "/" + endpoint
	}
	u, err := joinURL(base, endpoint)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}
