//! Varnish: a file to include before the own subroutines, which VCL joins to those of the same name. The headers are made for
//! each answer when it is delivered, so that none is stored with another page's origin.

use super::template::{Places, each};
use super::{File, Policy};

const SUBROUTINES: &str = r#"
sub cors_headers {
    unset resp.http.Access-Control-Allow-Origin;
    unset resp.http.Access-Control-Allow-Credentials;
    if (!resp.http.Vary) {
        set resp.http.Vary = "Origin";
    } else if (resp.http.Vary !~ "(?i)(^|,)\s*origin\s*(,|$)") {
        set resp.http.Vary = resp.http.Vary + ", Origin";
    }
    if (@IS_ALLOWED@) {
        set resp.http.Access-Control-Allow-Origin = req.http.Origin;
        @CREDENTIALS_LINE@
        @EXPOSED_LINE@
        if (req.method == "OPTIONS" && req.http.Access-Control-Request-Method) {
            set resp.http.Access-Control-Allow-Methods = "@METHODS@";
            @HEADERS_LINE@
            set resp.http.Access-Control-Max-Age = "@MAX_AGE@";
        }
    }
}

sub vcl_recv {
    if (req.method == "OPTIONS" && req.http.Access-Control-Request-Method) {
        return (synth(204));
    }
}

sub vcl_deliver {
    call cors_headers;
}

sub vcl_synth {
    call cors_headers;
    if (resp.status == 204) {
        return (deliver);
    }
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let is = |origin: &str| ["req.http.Origin == \"", origin, "\""].concat();
    let set = "set resp.http.Access-Control-";
    let places = Places::of(policy)
        .with("IS_ALLOWED", each(policy.origins(), is, " || "))
        .around("CREDENTIALS_LINE", &[set, "Allow-Credentials = \""].concat(), credentials, "\";")
        .around("EXPOSED_LINE", &[set, "Expose-Headers = \""].concat(), &policy.exposed().join(", "), "\";")
        .around("HEADERS_LINE", &[set, "Allow-Headers = \""].concat(), &policy.headers().join(", "), "\";");
    vec![File::new("cors.vcl", places.fill(SUBROUTINES))]
}
