package io.summarizer.hub;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RedirectTest {
  @Test
  void a_redirect_from_https_to_http_is_refused() {
    assertThatThrownBy(
            () ->
                HubHttp.target(
                    URI.create("https://hub.example/a?secret=1"), "http://hub.example/b"))
        .isInstanceOf(HubException.class)
        .hasMessage(
            "https://hub.example/a: redirects to 'http://hub.example/b', which is not encrypted,"
                + " although the hub is asked over https; it is not followed. Check the endpoint"
                + " (HF_ENDPOINT) and the proxy");
  }
}
