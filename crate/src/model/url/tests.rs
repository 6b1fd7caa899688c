use super::Url;
use proptest::prelude::*;

/// Pieces that URLs are made of, ordinary and odd ones.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&[
            "http://", "https://", "ftp://", "foo://", "data:", "blob:", "//", "/", "a", "api.example.com", "localhost",
            "127.0.0.1", "192.168.0.256", "1.2.3", "[::1]", "[1::0]", "xn--a", "xn--bcher-kva.example", "me@", "me:pw@", ":80",
            ":443", ":8080", ":08", ":65536", ":", "?", "#", "?q=1", "#f", "/.", "/..", "/a/../b", "/%2e/", "/.%2e", "..", ".", "%",
            "%41", "A", "'", "\"", "<", "^", "|", "{", "}", "`", "\\", " ", "\t", "ü", "=", "&", "@", "-", "_", "~", "0", "0x1",
        ][..]).prop_map(str::to_owned),
        1 => "[ -~]".prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn assert_same(ours: Option<Url>, theirs: Option<url::Url>, text: &str) {
    let (Some(ours), Some(theirs)) = (&ours, &theirs) else {
        assert_eq!(ours.is_some(), theirs.is_some(), "{text}");
        return;
    };
    assert_eq!(ours.as_str(), theirs.as_str(), "{text}");
    assert_eq!(ours.scheme(), theirs.scheme(), "{text}");
    assert_eq!(ours.host(), theirs.host_str().filter(|host| !host.is_empty()), "{text}");
    assert_eq!(ours.port(), theirs.port(), "{text}");
    assert_eq!(ours.query(), theirs.query(), "{text}");
    assert_eq!(ours.fragment(), theirs.fragment(), "{text}");
    let credentials = !theirs.username().is_empty() || theirs.password().is_some();
    assert_eq!(ours.includes_credentials(), credentials, "{text}");
    // A path behind `/.` that marks it as no authority is told without the mark by the crate.
    assert!(ours.path() == theirs.path() || ours.path() == format!("/.{}", theirs.path()), "{text}");
    // The setter also strips blanks from the end of an opaque path, which serialising without the fragment doesn't.
    if !theirs.cannot_be_a_base() {
        let mut bare = theirs.clone();
        bare.set_fragment(None);
        assert_eq!(ours.clone().without_fragment().as_str(), bare.as_str(), "{text}");
    }
    let mut anonymous = theirs.clone();
    if anonymous.set_username("").is_ok() && anonymous.set_password(None).is_ok() {
        assert_eq!(ours.without_credentials(), anonymous.as_str(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn parses_as_the_crate_does(text in pieces()) {
        assert_same(Url::parse(&text), url::Url::parse(&text).ok(), &text);
    }

    #[test]
    fn http_urls_parse_as_the_crate_does(text in pieces()) {
        let text = format!("http://{text}");
        assert_same(Url::parse(&text), url::Url::parse(&text).ok(), &text);
    }

    #[test]
    fn joins_as_the_crate_does(base in pieces(), text in pieces()) {
        let base = format!("https://{base}");
        if let (Some(ours), Ok(theirs)) = (Url::parse(&base), url::Url::parse(&base)) {
            assert_same(ours.join(&text), theirs.join(&text).ok(), &format!("{base} + {text}"));
        }
    }
}

#[test]
fn what_a_browser_wrote_is_recognised() {
    for text in [
        "https://api.example.com/v1/orders?id=1&x=a,b",
        "http://localhost:8080/a.b/c-d_e~f",
        "http://127.0.0.1:3000/",
        "https://api.example.com",
    ] {
        assert!(super::canonical::absolute(text).is_some(), "{text}");
    }
}
