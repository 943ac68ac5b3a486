package covenant

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// WebhookVerifier checks the signatures of webhooks (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature).
type WebhookVerifier struct {
	keys [][]byte
	// Tolerance is how far the sender's clock may be off, and how old a message may be; 5 minutes.
	Tolerance time.Duration
	now       func() time.Time
}

// ErrWebhookSignature is found by errors.Is in every refusal of a [WebhookVerifier].
var ErrWebhookSignature = errors.New("the webhook's signature does not hold")

// NewWebhookVerifier makes a verifier of one secret (whsec_...), or of several while they are rotated.
func NewWebhookVerifier(secrets ...string) (*WebhookVerifier, error) {
	if len(secrets) == 0 {
		return nil, errors.New("a webhook verifier needs a secret")
	}
	v := &WebhookVerifier{Tolerance: 5 * time.Minute, now: time.Now}
	for _, secret := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil || len(key) == 0 {
			return nil, errors.New("a webhook secret is base64, after whsec_")
		}
		v.keys = append(v.keys, key)
	}
	return v, nil
}

// Verify checks a message by the headers that came with it.
func (v *WebhookVerifier) Verify(header http.Header, payload []byte) error {
	id, stamp := webhookHeader(header, "Id"), webhookHeader(header, "Timestamp")
	signatures := webhookHeader(header, "Signature")
	if id == "" || stamp == "" || signatures == "" {
		return fmt.Errorf("%w: a webhook header is missing", ErrWebhookSignature)
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return fmt.Errorf("%w: the timestamp is not a number", ErrWebhookSignature)
	}
	if off := v.now().Sub(time.Unix(seconds, 0)); off > v.Tolerance || off < -v.Tolerance {
		return fmt.Errorf("%w: the timestamp is too old or too new", ErrWebhookSignature)
	}
	for _, key := range v.keys {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + stamp + "."))
		mac.Write(payload)
		want := mac.Sum(nil)
		for _, signature := range strings.Fields(signatures) {
			version, text, _ := strings.Cut(signature, ",")
			got, err := base64.StdEncoding.DecodeString(text)
			if version == "v1" && err == nil && hmac.Equal(got, want) {
				return nil
			}
		}
	}
	return ErrWebhookSignature
}

func webhookHeader(header http.Header, name string) string {
	if value := header.Get("Webhook-" + name); value != "" {
		return value
	}
	return header.Get("Svix-" + name)
}

// parseWebhook checks a message and reads it.
func parseWebhook[T any](v *WebhookVerifier, header http.Header, payload []byte) (*T, error) {
	if v == nil {
		return nil, errors.New("a webhook is parsed with a verifier: see NewWebhookVerifier")
	}
	if err := v.Verify(header, payload); err != nil {
		return nil, err
	}
	event := new(T)
	if err := decodeJSON(payload, event); err != nil {
		return nil, err
	}
	return event, nil
}
