package covenant

import (
	"fmt"
	"time"
)

// Date is a day without a time and a zone (RFC 3339 full-date).
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in its zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date (YYYY-MM-DD)", text)
	}
	return DateOf(t), nil
}

// String formats the day as YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Time returns the first moment of the day in the zone.
func (d Date) Time(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Date) UnmarshalText(text []byte) error {
	day, err := ParseDate(string(text))
	if err == nil {
		*d = day
	}
	return err
}

// timeLayouts are tried in order: RFC 3339 first, then what servers send instead of it.
var timeLayouts = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999Z07:00",
	"2006-01-02 15:04:05.999999999",
	"2006-01-02T15:04:05.999999999Z0700",
	time.DateOnly,
	time.RFC1123Z,
	time.RFC1123,
}

// parseTime reads a date-time. A time without a zone is taken as UTC.
func parseTime(text string) (time.Time, error) {
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date-time (RFC 3339)", text)
}
