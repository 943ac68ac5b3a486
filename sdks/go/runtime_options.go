package covenant

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// RequestOption configures a client when it is given to [New], or one call when it is given to a method.
type RequestOption func(*config)

// Doer sends a request: *http.Client is one.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// DoerFunc is a function that is a [Doer].
type DoerFunc func(*http.Request) (*http.Response, error)

// Do calls f.
func (f DoerFunc) Do(request *http.Request) (*http.Response, error) { return f(request) }

// Middleware wraps what sends requests. It sees every attempt, also those for tokens.
type Middleware func(next Doer) Doer

// TokenProvider gives a bearer token for each call. It caches by itself if that is wanted.
type TokenProvider func(ctx context.Context) (string, error)

type config struct {
	err            error
	baseURL        string
	ownBaseURL     bool
	server         int
	serverVars     map[string]string
	doer           Doer
	middleware     []Middleware
	header         http.Header
	query          url.Values
	userAgent      string
	maxRetries     int
	attemptTimeout time.Duration
	timeout        time.Duration
	idempotencyKey string
	response       **http.Response
	logger         *slog.Logger

	token                  TokenProvider
	clientID, clientSecret string
	secretInBody           bool
	scopes                 []string
	tokenURL               string
	basicUser, basicSecret string
	hasBasic               bool
	apiKey                 string
	schemeValues           map[string]string

	// For tests: the clock and chance.
	now    func() time.Time
	sleep  func(context.Context, time.Duration) error
	random func() float64
}

// clone makes a copy that options of one call may change.
func (c *config) clone() *config {
	copied := *c
	copied.header = c.header.Clone()
	copied.query = url.Values(http.Header(c.query).Clone())
	copied.serverVars = maps.Clone(c.serverVars)
	copied.schemeValues = maps.Clone(c.schemeValues)
	copied.middleware = append([]Middleware(nil), c.middleware...)
	return &copied
}

// WithBaseURL sets where the API is: scheme, host and the path before the paths of the operations.
func WithBaseURL(base string) RequestOption {
	return func(c *config) {
		u, err := url.Parse(base)
		if err == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
			err = fmt.Errorf("the base URL %q is not an absolute http or https URL", base)
		}
		if err != nil {
			c.err = err
			return
		}
		c.baseURL, c.ownBaseURL = base, true
	}
}

// WithServer chooses one of the servers that the API's description lists, by its place in the list (from 0).
func WithServer(index int) RequestOption {
	return func(c *config) {
		if index < 0 || index >= len(servers) {
			c.err = fmt.Errorf("there is no server %d: the API lists %d", index, len(servers))
			return
		}
		c.server = index
	}
}

// WithServerVariable sets a variable of the server's URL template.
func WithServerVariable(name, value string) RequestOption {
	return func(c *config) {
		if c.serverVars == nil {
			c.serverVars = map[string]string{}
		}
		c.serverVars[name] = value
	}
}

// WithHTTPClient sets what sends requests. The default is an http.Client with Go's default transport.
func WithHTTPClient(client Doer) RequestOption { return func(c *config) { c.doer = client } }

// WithMiddleware adds middleware; the first one is the outermost.
func WithMiddleware(middleware ...Middleware) RequestOption {
	return func(c *config) { c.middleware = append(c.middleware, middleware...) }
}

// WithHeader sets a header of the request, and takes away one of the same name that would be sent otherwise.
func WithHeader(name, value string) RequestOption {
	return func(c *config) {
		if c.header == nil {
			c.header = http.Header{}
		}
		c.header.Set(name, value)
	}
}

// WithQuery sets a query parameter, in place of one of the same name.
func WithQuery(name, value string) RequestOption {
	return func(c *config) {
		if c.query == nil {
			c.query = url.Values{}
		}
		c.query.Set(name, value)
	}
}

// WithUserAgent puts the name of an application before the package's own in the User-Agent header.
func WithUserAgent(application string) RequestOption {
	return func(c *config) { c.userAgent = application }
}

// WithMaxRetries sets how often a failed call is repeated: connection errors, 408, 429 and 5xx. The default is 2.
// A call that is not idempotent is repeated only when it carries an idempotency key.
func WithMaxRetries(n int) RequestOption { return func(c *config) { c.maxRetries = max(n, 0) } }

// WithAttemptTimeout bounds each attempt of a call. The default is 60 seconds; 0: no bound.
func WithAttemptTimeout(d time.Duration) RequestOption {
	return func(c *config) { c.attemptTimeout = d }
}

// WithTimeout bounds a whole call with its attempts and the waits between them, beside the deadline of the context.
func WithTimeout(d time.Duration) RequestOption { return func(c *config) { c.timeout = d } }

// WithIdempotencyKey sets the key by which the server tells a repeated call from a new one, and so allows retries.
func WithIdempotencyKey(key string) RequestOption {
	return func(c *config) { c.idempotencyKey = key }
}

// WithResponseInto stores the response: status, headers, and a body that can be read once more (not of a stream).
func WithResponseInto(response **http.Response) RequestOption {
	return func(c *config) { c.response = response }
}

// WithLogger sets where calls are logged: each call at debug, retries at info, deprecations at warn. Credentials are
// left out. Without it the level in the environment variable (PREFIX_LOG=debug|info|warn|error) is written to stderr.
func WithLogger(logger *slog.Logger) RequestOption { return func(c *config) { c.logger = logger } }

// WithToken sends a bearer token that is already there.
func WithToken(token string) RequestOption {
	return func(c *config) {
		c.token = func(context.Context) (string, error) { return token, nil }
	}
}

// WithTokenProvider asks for a bearer token before each attempt.
func WithTokenProvider(provider TokenProvider) RequestOption {
	return func(c *config) { c.token = provider }
}

// WithClientCredentials gets tokens by the client credentials grant (RFC 6749, 4.4). A token is kept until shortly before
// its end, and fetched once however many calls wait for it.
func WithClientCredentials(id, secret string) RequestOption {
	return func(c *config) { c.clientID, c.clientSecret, c.token = id, secret, nil }
}

// WithScopes sets the scopes that tokens are asked for. Without it the server decides.
func WithScopes(scopes ...string) RequestOption { return func(c *config) { c.scopes = scopes } }

// WithTokenURL sets where tokens are fetched, absolute or relative to the base URL.
func WithTokenURL(tokenURL string) RequestOption { return func(c *config) { c.tokenURL = tokenURL } }

// WithSecretInBody sends the client's id and secret in the body of token requests, for servers without HTTP Basic.
func WithSecretInBody() RequestOption { return func(c *config) { c.secretInBody = true } }

// WithBasicAuth sends a user name and a password.
func WithBasicAuth(user, password string) RequestOption {
	return func(c *config) { c.basicUser, c.basicSecret, c.hasBasic = user, password, true }
}

// WithAPIKey sends a key wherever the API wants one.
func WithAPIKey(key string) RequestOption { return func(c *config) { c.apiKey = key } }

// WithCredential sets the credential of one security scheme by its name: a key, or what follows the name of an HTTP
// scheme in the Authorization header.
func WithCredential(scheme, value string) RequestOption {
	return func(c *config) {
		if c.schemeValues == nil {
			c.schemeValues = map[string]string{}
		}
		c.schemeValues[scheme] = value
	}
}

// newConfig holds the defaults, then the environment, then the options.
func newConfig(options []RequestOption) (*config, error) {
	c := &config{
		maxRetries:     2,
		attemptTimeout: time.Minute,
		tokenURL:       tokenPath,
		now:            time.Now,
		sleep:          sleep,
		random:         random,
		doer:           &http.Client{CheckRedirect: checkRedirect},
	}
	if base := os.Getenv(envPrefix + "_BASE_URL"); base != "" {
		WithBaseURL(base)(c)
	}
	if token := os.Getenv(envPrefix + "_TOKEN"); token != "" {
		WithToken(token)(c)
	}
	if key := os.Getenv(envPrefix + "_API_KEY"); key != "" {
		c.apiKey = key
	}
	id, secret := os.Getenv(envPrefix+"_CLIENT_ID"), os.Getenv(envPrefix+"_CLIENT_SECRET")
	if id != "" && secret != "" && c.token == nil {
		WithClientCredentials(id, secret)(c)
	}
	c.logger = loggerFromEnvironment(os.Getenv(envPrefix+"_LOG"), os.Stderr)
	for _, option := range options {
		option(c)
	}
	return c, c.err
}

func loggerFromEnvironment(level string, out io.Writer) *slog.Logger {
	var parsed slog.Level
	if level == "" || parsed.UnmarshalText([]byte(level)) != nil {
		return nil
	}
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: parsed}))
}

// serverTemplate is a server of the API's description.
type serverTemplate struct {
	url       string
	variables []serverVariable
}

type serverVariable struct {
	name, value string
	choices     []string
}

// base is where the call goes: what the user said, else the server of the operation, else that of the API.
func (c *config) base(own *serverTemplate) (string, error) {
	if c.ownBaseURL {
		return c.baseURL, nil
	}
	if own == nil {
		if c.server >= len(servers) {
			return "", errNoBase()
		}
		own = &servers[c.server]
	}
	text := own.url
	for _, v := range own.variables {
		value := v.value
		if given, ok := c.serverVars[v.name]; ok {
			value = given
			if strings.ContainsAny(value, "/?#@\\") && len(v.choices) == 0 && strings.Contains(strings.SplitN(text, "/", 4)[min(2, strings.Count(text, "/"))], "{"+v.name+"}") {
				return "", fmt.Errorf("the server variable %s may not hold %q", v.name, value)
			}
			if len(v.choices) > 0 && !contains(v.choices, value) {
				return "", fmt.Errorf("the server variable %s must be one of %s", v.name, strings.Join(v.choices, ", "))
			}
		}
		text = strings.ReplaceAll(text, "{"+v.name+"}", value)
	}
	if !strings.HasPrefix(text, "http://") && !strings.HasPrefix(text, "https://") {
		return "", errNoBase()
	}
	return text, nil
}

func errNoBase() error {
	return fmt.Errorf("%s: the API does not say where it is: use WithBaseURL or set %s_BASE_URL", packageName, envPrefix)
}

func contains(list []string, value string) bool {
	for _, item := range list {
		if item == value {
			return true
		}
	}
	return false
}
