//! ASP.NET Core: its own middleware, which says `Vary: Origin` only where several origins are listed.

use super::template::Places;
use super::{File, Policy};

const CLASS: &str = r#"
using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

public static class Cors
{
    public static void AddAllowedOrigins(this IServiceCollection services)
    {
        services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins(@ORIGIN_LIST@)
            .WithMethods(@METHOD_LIST@)
            .WithHeaders(@HEADER_LIST@)
            .WithExposedHeaders(@EXPOSED_LIST@)
            @CREDENTIALS_LINE@
            .SetPreflightMaxAge(TimeSpan.FromSeconds(@MAX_AGE@))));
    }

    public static void UseAllowedOrigins(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Append("Vary", "Origin");
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseCors();
    }
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { ".AllowCredentials()" } else { "" };
    let places = Places::of(policy).lists(policy, "\"").with("CREDENTIALS_LINE", credentials);
    vec![File::new("Cors.cs", places.fill(CLASS))]
}
