package sdk

// What the generator writes for each package; here so that the runtime is tested on its own.

// Version is the version of this package.
const Version = "0.0.0"

const (
	packageName = "sdk"
	envPrefix   = "SDK"
	// tokenPath and the others are the endpoints of OAuth 2.0, relative to the base URL or absolute.
	tokenPath     = "/oauth/token"
	authorizePath = "/oauth/authorize"
	refreshPath   = ""
	revokePath    = "/oauth/revoke"
)

// ErrorBody is the body that most errors of the API carry.
type ErrorBody struct {
	Title  string           `json:"title"`
	Detail Optional[string] `json:"detail,omitzero"`
}

var servers = []serverTemplate{}

var securitySchemes = []securityScheme{
	{name: "oauth", kind: schemeBearer},
	{name: "key", kind: schemeHeader, field: "X-Api-Key"},
	{name: "basic", kind: schemeBasic},
}
