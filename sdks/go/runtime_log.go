package covenant

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// secretWords mark names whose values are never logged.
var secretWords = []string{"auth", "token", "secret", "password", "passwd", "cookie", "key", "signature", "credential", "code", "session"}

func isSecret(name string) bool {
	lower := strings.ToLower(name)
	for _, word := range secretWords {
		if strings.Contains(lower, word) {
			return true
		}
	}
	for _, scheme := range securitySchemes {
		if strings.EqualFold(scheme.field, name) {
			return true
		}
	}
	return false
}

// redactedURL is the URL without user info and without the values that are secret.
func redactedURL(u *url.URL) string {
	safe := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	query := u.Query()
	for name := range query {
		if isSecret(name) {
			query[name] = []string{"REDACTED"}
		}
	}
	safe.RawQuery = query.Encode()
	return safe.String()
}

// redactedHeaders is a header as a group of attributes, without what is secret.
func redactedHeaders(key string, header http.Header) slog.Attr {
	attrs := make([]any, 0, len(header))
	for name, values := range header {
		text := strings.Join(values, ", ")
		if isSecret(name) && !strings.EqualFold(name, "Idempotency-Key") {
			text = "REDACTED"
		}
		attrs = append(attrs, slog.String(name, text))
	}
	return slog.Group(key, attrs...)
}

func logCall(config *config, q *call, request *http.Request, response *http.Response, took time.Duration, err error) {
	ctx := request.Context()
	if config.logger == nil || !config.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	attrs := []any{
		slog.String("operation", q.id),
		slog.String("method", request.Method),
		slog.String("url", redactedURL(request.URL)),
		slog.Duration("took", took),
		redactedHeaders("request", request.Header),
	}
	if response != nil {
		attrs = append(attrs, slog.Int("status", response.StatusCode), redactedHeaders("response", response.Header))
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	config.logger.DebugContext(ctx, packageName+" call", attrs...)
}

func (q *call) logRetry(config *config, attempt int, wait time.Duration, err error) {
	if config.logger != nil {
		config.logger.Info(packageName+" retry", "operation", q.id, "attempt", attempt+1, "wait", wait, "error", err.Error())
	}
}

// noteDeprecation warns once an operation when the server says that it goes away (RFC 9745, RFC 8594).
func (q *call) noteDeprecation(config *config, response *reply) {
	deprecated := response.Header.Get("Deprecation")
	if deprecated == "" || strings.EqualFold(deprecated, "false") {
		return
	}
	if _, warned := q.core.warned.LoadOrStore(q.id, true); warned {
		return
	}
	logger := config.logger
	if logger == nil {
		logger = slog.Default()
	}
	logger.WarnContext(context.Background(), packageName+": the operation "+q.id+" is deprecated",
		"deprecation", deprecated, "sunset", response.Header.Get("Sunset"), "link", response.Header.Get("Link"))
}
