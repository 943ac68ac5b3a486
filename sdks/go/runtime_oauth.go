package covenant

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// PKCE is the proof that the application that redeems a code is the one that asked for it (RFC 7636, S256).
type PKCE struct {
	// Verifier is kept by the application until the code is redeemed.
	Verifier string
	// Challenge is sent along when the user is asked.
	Challenge string
}

// NewPKCE makes a fresh proof.
func NewPKCE() (PKCE, error) {
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return PKCE{}, err
	}
	verifier := base64.RawURLEncoding.EncodeToString(raw)
	sum := sha256.Sum256([]byte(verifier))
	return PKCE{Verifier: verifier, Challenge: base64.RawURLEncoding.EncodeToString(sum[:])}, nil
}

// OAuthTokens are what a token endpoint gives.
type OAuthTokens struct {
	AccessToken string
	// RefreshToken is empty when the server gives none.
	RefreshToken string
	// Scope that was granted; empty when it is what was asked for.
	Scope string
	// Expiry of the access token; zero when the server does not say.
	Expiry time.Time
}

// AuthorizationCode is the authorization code grant with PKCE. The client's id and secret are those of the client.
type AuthorizationCode struct {
	core        *core
	redirectURL string
	scopes      []string
}

// URL is where the user is sent to be asked. Keep state and proof in the user's session, and compare state on the way back.
func (a *AuthorizationCode) URL(state string, proof PKCE) (string, error) {
	endpoint, err := a.endpoint(authorizePath)
	if err != nil {
		return "", err
	}
	u, err := url.Parse(endpoint)
	if err != nil {
		return "", err
	}
	query := u.Query()
	query.Set("response_type", "code")
	query.Set("client_id", a.core.config.clientID)
	query.Set("redirect_uri", a.redirectURL)
	query.Set("state", state)
	query.Set("code_challenge", proof.Challenge)
	query.Set("code_challenge_method", "S256")
	if len(a.scopes) > 0 {
		query.Set("scope", strings.Join(a.scopes, " "))
	}
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// Exchange redeems the code that the user came back with.
func (a *AuthorizationCode) Exchange(ctx context.Context, code string, proof PKCE) (*OAuthTokens, error) {
	return a.tokens(ctx, a.core.config.tokenURL, url.Values{
		"grant_type":    {"authorization_code"},
		"code":          {code},
		"redirect_uri":  {a.redirectURL},
		"code_verifier": {proof.Verifier},
	})
}

// Refresh gets a new access token. Keep the refresh token that it gives: the old one may have ended with this call.
func (a *AuthorizationCode) Refresh(ctx context.Context, refreshToken string) (*OAuthTokens, error) {
	endpoint := refreshPath
	if endpoint == "" {
		endpoint = a.core.config.tokenURL
	}
	tokens, err := a.tokens(ctx, endpoint, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}})
	if err == nil && tokens.RefreshToken == "" {
		tokens.RefreshToken = refreshToken
	}
	return tokens, err
}

// Revoke ends a token (RFC 7009).
func (a *AuthorizationCode) Revoke(ctx context.Context, token string) error {
	endpoint, err := a.endpoint(revokePath)
	if err != nil {
		return err
	}
	config := a.core.config.clone()
	q := tokenCall(config, endpoint, url.Values{"token": {token}})
	q.replayable = true
	_, err = q.send(ctx, nil)
	return err
}

// Provider gives the access token and refreshes it shortly before its end, once however many calls wait. Each new set of
// tokens is handed to save, so that the application can keep it; nil: it is not told.
func (a *AuthorizationCode) Provider(tokens OAuthTokens, save func(OAuthTokens)) TokenProvider {
	var mu sync.Mutex
	return func(ctx context.Context) (string, error) {
		mu.Lock()
		defer mu.Unlock()
		soon := a.core.config.now().Add(30 * time.Second)
		if tokens.Expiry.IsZero() || tokens.Expiry.After(soon) || tokens.RefreshToken == "" {
			return tokens.AccessToken, nil
		}
		fresh, err := a.Refresh(ctx, tokens.RefreshToken)
		if err != nil {
			return "", err
		}
		tokens = *fresh
		if save != nil {
			save(tokens)
		}
		return tokens.AccessToken, nil
	}
}

func (a *AuthorizationCode) endpoint(path string) (string, error) {
	if path == "" {
		return "", errors.New(packageName + ": the API does not say where this endpoint is")
	}
	if strings.Contains(path, "://") {
		return path, nil
	}
	base, err := a.core.config.base(nil)
	if err != nil {
		return "", err
	}
	return resolveURL(base, path)
}

func (a *AuthorizationCode) tokens(ctx context.Context, path string, form url.Values) (*OAuthTokens, error) {
	endpoint, err := a.endpoint(path)
	if err != nil {
		return nil, err
	}
	config := a.core.config.clone()
	reply, err := requestToken(ctx, config, endpoint, form)
	if err != nil {
		return nil, err
	}
	tokens := &OAuthTokens{AccessToken: reply.AccessToken, RefreshToken: reply.RefreshToken, Scope: reply.Scope}
	if reply.ExpiresIn > 0 {
		tokens.Expiry = config.now().Add(time.Duration(reply.ExpiresIn) * time.Second)
	}
	return tokens, nil
}

// tokenReply is RFC 6749, 5.1.
type tokenReply struct {
	AccessToken  string
	RefreshToken string
	Scope        string
	ExpiresIn    int64
}

// tokenCall is a form that the client sends to an OAuth endpoint, with its own credentials.
func tokenCall(config *config, endpoint string, form url.Values) *call {
	q := &call{id: "token", method: http.MethodPost, header: http.Header{}, accept: "application/json"}
	q.server = &serverTemplate{url: endpoint}
	own := *config
	own.baseURL, own.ownBaseURL = "", false
	own.header, own.query, own.response, own.idempotencyKey = http.Header{}, nil, nil, ""
	if config.secretInBody || config.clientSecret == "" {
		form.Set("client_id", config.clientID)
		if config.clientSecret != "" {
			form.Set("client_secret", config.clientSecret)
		}
	} else {
		own.header.Set("Authorization", clientBasic(config.clientID, config.clientSecret))
	}
	// A refused token request must not look for another token.
	own.token, own.clientID, own.hasBasic = nil, "", false
	q.body = bodyOfBytes("application/x-www-form-urlencoded", []byte(form.Encode()))
	q.core = &core{config: &own}
	return q
}

// requestToken sends a grant to the token endpoint, with the retries of any other call.
func requestToken(ctx context.Context, config *config, endpoint string, form url.Values) (*tokenReply, error) {
	q := tokenCall(config, endpoint, form)
	q.replayable = form.Get("grant_type") == "client_credentials" // codes and refresh tokens are used up
	got, err := q.send(ctx, nil)
	if err != nil {
		return nil, err
	}
	var fields struct {
		AccessToken  Nullable[string] `json:"access_token,omitzero"`
		RefreshToken Nullable[string] `json:"refresh_token,omitzero"`
		Scope        Nullable[string] `json:"scope,omitzero"`
		ExpiresIn    any              `json:"expires_in"`
	}
	if err := decodeJSON(got.raw, &fields); err != nil || fields.AccessToken.Value == "" {
		return nil, errors.Join(fmt.Errorf("%s: the token endpoint answered without an access token", packageName), err)
	}
	reply := &tokenReply{AccessToken: fields.AccessToken.Value, RefreshToken: fields.RefreshToken.Value, Scope: fields.Scope.Value}
	_, _ = fmt.Sscan(fmt.Sprint(fields.ExpiresIn), &reply.ExpiresIn)
	return reply, nil
}
