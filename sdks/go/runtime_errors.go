package covenant

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"
)

// APIError is a response that is not a success. The errors by status ([NotFoundError], [RateLimitError], ...) hold one, so
// that errors.As finds either.
type APIError struct {
	// StatusCode of the response
	StatusCode int
	// Operation that was called, by the id of the API's description
	Operation string
	// Method and URL of the request (without its query)
	Method, URL string
	// Header of the response
	Header http.Header
	// RequestID that the server gave the call, if it did; name it when asking for help
	RequestID string
	// RetryAfter is how long the server asks to wait; 0: it did not say
	RetryAfter time.Duration
	// Raw body
	Raw []byte
	// Body, when it is of the type that most errors of this API carry; zero otherwise
	Body ErrorBody
	// Data is a pointer to the body in the type that the operation documents for this status; nil when it is none
	Data any
}

// Error implements error.
func (e *APIError) Error() string {
	text := fmt.Sprintf("%s: %s %s: %d %s", e.Operation, e.Method, e.URL, e.StatusCode, http.StatusText(e.StatusCode))
	if reason := e.reason(); reason != "" {
		text += ": " + reason
	}
	if e.RequestID != "" {
		text += " (request " + e.RequestID + ")"
	}
	return text
}

// reason looks for what people can read in the body.
func (e *APIError) reason() string {
	var body any
	if decodeJSON(e.Raw, &body) != nil {
		if text := strings.TrimSpace(string(e.Raw)); len(text) <= 200 && !strings.Contains(text, "<") {
			return text
		}
		return ""
	}
	for range 2 {
		object, ok := body.(map[string]any)
		if !ok {
			break
		}
		for _, key := range []string{"detail", "error_description", "message", "title", "error", "reason"} {
			if text, ok := object[key].(string); ok && text != "" {
				return text
			}
		}
		body = object["error"]
	}
	return ""
}

// BadRequestError is a response with status 400.
type BadRequestError struct{ *APIError }

// AuthenticationError is a response with status 401: credentials are missing or wrong.
type AuthenticationError struct{ *APIError }

// PermissionDeniedError is a response with status 403.
type PermissionDeniedError struct{ *APIError }

// NotFoundError is a response with status 404.
type NotFoundError struct{ *APIError }

// ConflictError is a response with status 409.
type ConflictError struct{ *APIError }

// GoneError is a response with status 410: the operation, or the release of the API, is no more.
type GoneError struct{ *APIError }

// UnprocessableEntityError is a response with status 422.
type UnprocessableEntityError struct{ *APIError }

// RateLimitError is a response with status 429; RetryAfter tells how long to wait.
type RateLimitError struct{ *APIError }

// ServerError is a response with a status of 500 or more.
type ServerError struct{ *APIError }

// OAuthError is an error of an OAuth 2.0 endpoint (RFC 6749, 5.2). It holds the error by status.
type OAuthError struct {
	*APIError
	// ErrorCode is the code of the standard: invalid_scope
	ErrorCode string
	// Description explains it to developers
	Description string
	// Code is what the platform calls it: INVALID_SCOPE; empty when it does not say
	Code string

	cause error
}

// ConnectionError is a call without a response: the connection failed or ended, or the time was over.
type ConnectionError struct {
	// Operation that was called
	Operation string
	// Err is why; errors.Is finds context.DeadlineExceeded and the like in it
	Err error
}

// Error implements error.
func (e *ConnectionError) Error() string { return e.Operation + ": " + e.Err.Error() }

// Unwrap returns why.
func (e *ConnectionError) Unwrap() error { return e.Err }

// Unwrap returns the error without its class.
func (e *BadRequestError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *AuthenticationError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *PermissionDeniedError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *NotFoundError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *ConflictError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *GoneError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *UnprocessableEntityError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *RateLimitError) Unwrap() error { return e.APIError }

// Unwrap returns the error without its class.
func (e *ServerError) Unwrap() error { return e.APIError }

// Unwrap returns the error by status.
func (e *OAuthError) Unwrap() error { return e.cause }

// ErrorData returns the body of an error response in the type T that the operation documents for its status.
func ErrorData[T any](err error) (*T, bool) {
	var e *APIError
	if !errors.As(err, &e) {
		return nil, false
	}
	data, ok := e.Data.(*T)
	return data, ok
}

// newError makes the error of a response.
func newError(q *call, r *reply, now time.Time) error {
	e := &APIError{
		StatusCode: r.StatusCode,
		Operation:  q.id,
		Header:     r.Header,
		RequestID:  requestID(r.Header),
		Raw:        r.raw,
		Method:     q.method,
	}
	if r.Request != nil {
		place := url.URL{Scheme: r.Request.URL.Scheme, Host: r.Request.URL.Host, Path: r.Request.URL.Path}
		e.URL = place.String()
	}
	e.RetryAfter, _ = retryAfter(r.Header, now)
	if kind := q.failureType(r.StatusCode); kind != nil && len(r.raw) > 0 {
		body := reflect.New(kind)
		if kind.Kind() == reflect.String {
			body.Elem().SetString(string(r.raw))
			e.Data = body.Interface()
		} else if decodeJSON(r.raw, body.Interface()) == nil {
			e.Data = body.Interface()
		}
	}
	if body, ok := e.Data.(*ErrorBody); ok {
		e.Body = *body
	} else if e.Data == nil && len(r.raw) > 0 {
		var body ErrorBody
		if isJSON(r.Header.Get("Content-Type")) && decodeJSON(r.raw, &body) == nil {
			e.Body = body
		}
	}
	return withOAuth(e, byStatus(e))
}

func byStatus(e *APIError) error {
	switch {
	case e.StatusCode == http.StatusBadRequest:
		return &BadRequestError{e}
	case e.StatusCode == http.StatusUnauthorized:
		return &AuthenticationError{e}
	case e.StatusCode == http.StatusForbidden:
		return &PermissionDeniedError{e}
	case e.StatusCode == http.StatusNotFound:
		return &NotFoundError{e}
	case e.StatusCode == http.StatusConflict:
		return &ConflictError{e}
	case e.StatusCode == http.StatusGone:
		return &GoneError{e}
	case e.StatusCode == http.StatusUnprocessableEntity:
		return &UnprocessableEntityError{e}
	case e.StatusCode == http.StatusTooManyRequests:
		return &RateLimitError{e}
	case e.StatusCode >= http.StatusInternalServerError:
		return &ServerError{e}
	default:
		return e
	}
}

// oauthCodes are the error codes of RFC 6749, 6750, 7009, 8628 and 8707.
const oauthCodes = " invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope " +
	"access_denied unsupported_response_type server_error temporarily_unavailable invalid_token insufficient_scope " +
	"unsupported_token_type authorization_pending slow_down expired_token invalid_target invalid_authorization_details "

func withOAuth(e *APIError, cause error) error {
	var body struct {
		Error       any `json:"error"`
		Description any `json:"error_description"`
		Code        any `json:"code"`
	}
	if decodeJSON(e.Raw, &body) != nil {
		return cause
	}
	code, ok := body.Error.(string)
	if !ok || code == "" || !strings.Contains(oauthCodes, " "+code+" ") {
		return cause
	}
	description, _ := body.Description.(string)
	own, _ := body.Code.(string)
	return &OAuthError{APIError: e, ErrorCode: code, Description: description, Code: own, cause: cause}
}

// failureType finds the type of the body for a status: the exact one, its class, the default.
func (q *call) failureType(status int) reflect.Type {
	for _, want := range []int{status, status / 100, 0} {
		for _, f := range q.failures {
			if f.status == want {
				return f.body
			}
		}
	}
	if q.errorBody {
		return reflect.TypeFor[ErrorBody]()
	}
	return nil
}

func requestID(header http.Header) string {
	for _, name := range []string{"X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-Requestid", "Cf-Ray"} {
		if id := header.Get(name); id != "" {
			return id
		}
	}
	return ""
}

func isJSON(contentType string) bool {
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	media = strings.TrimSpace(media)
	return media == "application/json" || strings.HasSuffix(media, "+json")
}

func isConnection(err error) bool {
	var failed *ConnectionError
	return errors.As(err, &failed)
}

// redactURL takes the query, where keys may stand, out of an error of net/http.
func redactURL(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		if u, parsed := url.Parse(failed.URL); parsed == nil {
			u.RawQuery, u.User = "", nil
			failed.URL = u.String()
		}
	}
	return err
}
