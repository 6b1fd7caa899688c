//! Spring Boot: Spring's own filter, before all others, those of Spring Security included. It answers preflights, says `Vary`
//! always, and its headers stay on errors.

use super::template::Places;
use super::{File, Policy};

const CLASS: &str = r#"
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

@Configuration
public class AllowOrigins {
    @Bean
    public FilterRegistrationBean<CorsFilter> allowOriginsFilter() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(@ORIGIN_LIST@));
        cors.setAllowedMethods(List.of(@METHOD_LIST@));
        cors.setAllowedHeaders(List.of(@HEADER_LIST@));
        cors.setExposedHeaders(List.of(@EXPOSED_LIST@));
        cors.setAllowCredentials(@IS_CREDENTIALED@);
        cors.setMaxAge(@MAX_AGE@L);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(new CorsFilter(source));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("AllowOrigins.java", Places::of(policy).lists(policy, "\"").fill(CLASS))]
}
