//! axum with the recipe. Arguments: port, and the value of `Authorization` that is let in.

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header::AUTHORIZATION},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::any,
};

mod cors {
    include!(env!("RECIPE_AXUM"));
}

async fn private(request: Request, next: Next) -> Response {
    let wanted = std::env::args().nth(2).unwrap_or_default();
    let known = request.headers().get(AUTHORIZATION).is_some_and(|value| value.as_bytes() == wanted.as_bytes());
    if request.uri().path() == "/private" && !known {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    next.run(request).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let port = std::env::args().nth(1).expect("a port");
    let app = Router::new()
        .route("/ok", any(|| async { ([("x-total-count", "7")], "ok") }))
        .route("/private", any(|| async { "private" }))
        .route("/fail", any(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .layer(from_fn(private))
        .layer(cors::allow_origins());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await.expect("a free port");
    axum::serve(listener, app).await.expect("serving");
}
