//! Headers that people meet in a preflight without having set them, and who adds them; a `*` at the end of a name stands for
//! any further letters.

/// Lower-case names, and who adds a header of that name.
const TABLE: &[(&[&str], &str)] = &[
    (
        &["traceparent", "tracestate", "b3", "x-b3-*", "uber-trace-id", "x-ot-span-context"],
        "a tracing library",
    ),
    (&["sentry-trace", "baggage"], "an error-tracking or tracing library"),
    (&["x-datadog-*", "elastic-apm-traceparent", "x-instana-*"], "a monitoring library"),
    (&["newrelic", "x-newrelic-*", "x-dtpc", "x-dtreferer"], "a monitoring script"),
    (&["request-id", "request-context"], "an application-insights script"),
    (&["x-amzn-trace-id", "x-cloud-trace-context"], "a cloud's tracing library"),
    (&["x-amz-*", "amz-sdk-*"], "an AWS SDK"),
    (&["x-ms-*"], "an Azure SDK"),
    (&["x-goog-*", "x-firebase-*"], "a Google or Firebase SDK"),
    (&["x-client-info", "apikey"], "the Supabase client"),
    (&["x-stainless-*", "openai-*", "anthropic-*"], "an AI provider's SDK"),
    (&["stripe-version", "x-stripe-*"], "the Stripe client"),
    (&["x-algolia-*"], "the Algolia client"),
    (&["x-contentful-user-agent"], "the Contentful client"),
    (&["x-shopify-*"], "a Shopify client"),
    (&["x-parse-*"], "the Parse SDK"),
    (&["x-hasura-*"], "a Hasura client"),
    (&["apollo-*", "apollographql-*", "x-apollo-*"], "Apollo Client"),
    (&["x-trpc-source", "trpc-accept"], "a tRPC client"),
    (&["x-grpc-web", "grpc-timeout", "connect-protocol-version"], "a gRPC-Web or Connect client"),
    (&["hx-*"], "htmx"),
    (&["x-inertia*"], "Inertia"),
    (&["turbo-frame", "x-turbo-request-id"], "Turbo"),
    (&["x-livewire"], "Livewire"),
    (&["rsc", "next-action", "next-router-*"], "Next.js"),
    (&["x-signalr-user-agent"], "SignalR"),
    (&["x-socket-id"], "Laravel Echo"),
    (&["x-requested-with"], "an older Ajax library"),
    (
        &["x-xsrf-token", "x-csrf-token", "x-csrftoken", "requestverificationtoken"],
        "a framework's protection against cross-site request forgery",
    ),
    (&["cache-control", "pragma"], "code that wants to get around the cache"),
];

/// Who usually adds a header, by its lower-case name.
#[must_use]
pub fn library(header: &str) -> Option<&'static str> {
    let is_meant = |pattern: &&str| match pattern.strip_suffix('*') {
        Some(start) => header.starts_with(start),
        None => header == *pattern,
    };
    TABLE.iter().find(|(names, _)| names.iter().any(&is_meant)).map(|(_, who)| *who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_their_names_and_by_what_they_begin_with() {
        for (header, expected) in [
            ("traceparent", Some("a tracing library")),
            ("x-b3-traceid", Some("a tracing library")),
            ("x-amz-date", Some("an AWS SDK")),
            ("x-amzn-trace-id", Some("a cloud's tracing library")),
            ("x-inertia", Some("Inertia")),
            ("x-inertia-version", Some("Inertia")),
            ("hx-request", Some("htmx")),
            ("x-request-id", None),
            ("content-type", None),
            ("authorization", None),
        ] {
            assert_eq!(library(header), expected, "{header}");
        }
    }

    #[test]
    fn each_name_stands_once_and_in_lower_case() {
        let names: Vec<&str> = TABLE.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        assert!(names.len() >= 30, "{}", names.len());
        for (at, name) in names.iter().enumerate() {
            assert_eq!(*name, name.to_ascii_lowercase());
            assert!(!names.get(at + 1..).unwrap_or_default().contains(name), "{name} comes twice");
        }
    }
}
