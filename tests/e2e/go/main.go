// Drives the platform with the Go SDK; prints "ok STEP" for each step.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/covenant/covenant-go"
)

func ok(step string) { fmt.Println("ok " + step) }

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func require(holds bool, format string, arguments ...any) {
	if !holds {
		log.Fatalf(format, arguments...)
	}
}

func walk(ctx context.Context, c *covenant.Client, limit int32) []covenant.InvoiceID {
	var ids []covenant.InvoiceID
	for invoice, err := range c.Invoices.List(ctx, covenant.InvoiceListParams{Limit: covenant.Some(limit)}) {
		check(err)
		ids = append(ids, invoice.ID)
	}
	return ids
}

func main() {
	ctx := context.Background()
	// Base URL and credentials come from the environment.
	c, err := covenant.New(covenant.WithScopes("api_clients:write", "invoices:read", "invoices:write", "vendors:read"))
	check(err)

	var response *http.Response
	vendors, err := c.Vendors.ListPage(ctx, covenant.VendorListParams{Limit: covenant.Some[int32](1)}, covenant.WithResponseInto(&response))
	check(err)
	require(response.StatusCode == 200 && response.Header.Get("X-Request-Id") != "", "no raw response: %v", response)
	ok("token")

	// Different sizes of pages must give the same invoices in the same order.
	ids := walk(ctx, c, 100)
	require(len(ids) > 20, "%d invoices are too few to see pages", len(ids))
	require(slices.Equal(walk(ctx, c, 7), ids), "pages of 7 give other invoices")
	ok("pages")

	day := func(text string) covenant.Date {
		date, err := covenant.ParseDate(text)
		check(err)
		return date
	}
	created, err := c.Invoices.Create(ctx, covenant.InvoiceCreate{
		ExternalID: covenant.Some[covenant.ExternalID]("e2e-go"),
		Number:     "E2E-GO-1",
		VendorID:   vendors.Data[0].ID,
		IssuedOn:   day("2026-11-01"),
		DueOn:      day("2026-11-30"),
		Lines: []covenant.InvoiceLine{{
			Description: "Bolts", Quantity: "3", UnitPrice: covenant.Money{Amount: "1.10", Currency: "EUR"},
		}},
	})
	check(err)
	require(created.Total.Amount == "3.30", "total is %v", created.Total)
	read, err := c.Invoices.Get(ctx, created.ID)
	check(err)
	require(read.Number == "E2E-GO-1", "number is %q", read.Number)
	ok("create")

	_, err = c.Invoices.Get(ctx, covenant.InvoiceID("inv_"+strings.Repeat("0", 32)))
	var missing *covenant.NotFoundError
	require(errors.As(err, &missing), "not a NotFoundError: %v", err)
	require(missing.Body.Code == "NOT_FOUND" && missing.Body.Status == 404, "body is %+v", missing.Body)
	require(missing.RequestID != "" && missing.RequestID == missing.Body.RequestID, "request id is %q", missing.RequestID)
	ok("not-found")

	greedy, err := covenant.New(covenant.WithScopes("invoices:read", "contracts:approve"))
	check(err)
	_, err = greedy.Invoices.ListPage(ctx, covenant.InvoiceListParams{})
	var refused *covenant.OAuthError
	require(errors.As(err, &refused), "not an OAuthError: %v", err)
	require(refused.StatusCode == 400 && refused.ErrorCode == "invalid_scope" && refused.Code == "INVALID_SCOPE", "refused with %+v", refused)
	ok("scope")

	slow, err := c.APIClients.Create(ctx, covenant.APIClientCreate{
		Name: "E2E Go", Scopes: []covenant.Scope{"invoices:read"}, RateLimitRPM: covenant.Some[int32](2),
	})
	check(err)
	require(slow.StatusCode == 201 && slow.Created != nil, "status %d", slow.StatusCode)
	client := func(more ...covenant.RequestOption) *covenant.Client {
		options := append(more, covenant.WithClientCredentials(string(slow.Created.ClientID), slow.Created.ClientSecret), covenant.WithScopes("invoices:read"))
		c, err := covenant.New(options...)
		check(err)
		return c
	}
	impatient := client(covenant.WithMaxRetries(0))
	one := covenant.InvoiceListParams{Limit: covenant.Some[int32](1)}
	var limited *covenant.RateLimitError
	for range 5 {
		if _, err = impatient.Invoices.ListPage(ctx, one); err != nil {
			require(errors.As(err, &limited), "not a RateLimitError: %v", err)
			break
		}
	}
	require(limited != nil && limited.RetryAfter > 0, "the limit was never met")
	before := time.Now()
	page, err := client().Invoices.ListPage(ctx, one)
	check(err)
	require(len(page.Data) == 1, "%d invoices", len(page.Data))
	require(time.Since(before) > time.Second, "the client did not wait")
	ok("rate-limit")
}
