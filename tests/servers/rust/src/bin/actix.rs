//! Actix Web with the recipe. Arguments: port, and the value of `Authorization` that is let in.

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, error::ErrorInternalServerError, web};

mod cors {
    include!(env!("RECIPE_ACTIX"));
}

async fn private(request: HttpRequest) -> HttpResponse {
    let wanted = std::env::args().nth(2).unwrap_or_default();
    let known =
        request.headers().get("Authorization").is_some_and(|value| value.as_bytes() == wanted.as_bytes());
    if known { HttpResponse::Ok().body("private") } else { HttpResponse::Unauthorized().finish() }
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).expect("a port");
    HttpServer::new(|| {
        App::new()
            .wrap(cors::allow_origins())
            .route("/ok", web::to(|| async { HttpResponse::Ok().insert_header(("x-total-count", "7")).body("ok") }))
            .route("/private", web::to(private))
            .route("/fail", web::to(|| async { Err::<HttpResponse, _>(ErrorInternalServerError("as asked")) }))
    })
    .workers(1)
    .bind(("127.0.0.1", port))?
    .run()
    .await
}
