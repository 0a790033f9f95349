package io.nettools.analyser.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two lists that test decision 0021: targets that must stay readable, and parts that must be hidden. */
class RequestTargetTest {
    private static String shown(String target) {
        return RequestTarget.of(target, false).shown(Paths.Shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "/hello.txt",
                "/api/v1/namespaces/default/pods/web-7d4b9c6f5d-x2x9z",
                "/api/v1/namespaces/kube-system/pods/kube-prometheus-stack-kube-state-metrics-7d4b9c6f5d-x2x9z/log",
                "/apis/apps/v1/namespaces/kube-system/replicasets/coredns-7d4b9c6f5d",
                "/api/v1/namespaces/default/pods/backup-28873440-x7k2p",
                "/api/v1/nodes/ip-10-0-12-34.eu-central-1.compute.internal",
                "/api/v1/nodes/gke-cluster-1-default-pool-1a2b3c4d-x7k2",
                "/api/v1/namespaces/default/secrets/sh.helm.release.v1.web.v12",
                "/api/v1/namespaces/default/serviceaccounts/web/token",
                "/apis/storage.k8s.io/v1/persistentvolumes/pvc-550e8400-e29b-41d4-a716-446655440000",
                "/v2/library/nginx/blobs/sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "/v2/kube-apiserver-amd64/manifests/v1.34.1",
                "/static/js/main.8f3a9c1b.js",
                "/main.5ecd60fb9a3e7c3e.js",
                "/_next/static/chunks/main-0123456789abcdef.js",
                "/static/css/app.a1b2c3d4e5f6a7b8c9d0.css",
                "/assets/index-DkX3_4bq.js",
                "/2024/11/29/",
                "/web/20241129120000/index.html",
                "/logs/2024-11-29T12:00:00Z",
                "/orders/12345",
                "/events/1732881600000",
                "/users/550e8400-e29b-41d4-a716-446655440000",
                "/users/550e8400-e29b-41d4-a716-446655440000/orders/17",
                "/commits/8f3a9c1",
                "/grpc.health.v1.Health/Check",
                "/com.example.v1.UserAccountManagementService/GetUserByExternalIdentifier",
                "/org/springframework/boot/autoconfigure/OAuth2AuthorizationServerConfiguration.class",
                "/releases/download/v1.2.3/tool_1.2.3_linux_amd64.tar.gz",
                "/com/example/app/1.2.3-SNAPSHOT/app-1.2.3-20241129.120000-1.jar",
                "/auth/realms/master/protocol/openid-connect/token",
                "/oauth2/v1/token",
                "/reset-password",
                "/login/check",
                "/v1/models/resnet50:predict",
                "/mail/me@example.org",
                "/My%20Documents/report%202024.pdf",
                "/%E4%BD%A0%E5%A5%BD/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82",
                "/wp-content/plugins/woocommerce/assets/css/style.min.css",
                "example.org:443",
                "http://example.org:8080/a",
                "0123456789ABCDEF0123456789ABCDEF.gr7.us-east-1.eks.amazonaws.com:443",
                "[fd00::1]:443",
                "//cdn.example.org/lib.js",
            })
    void targetsWithoutSecretsStayReadable(String target) {
        assertEquals(target, shown(target));
    }

    @ParameterizedTest
    @CsvSource({
        "/a?token=secret, /a?...",
        "/a?, /a?...",
        "/a#secret, /a#...",
        "/a;jsessionid=secret?b, /a;...",
        "/a&token=secret, /a&...",
        "/a/token=secret/b, /a/token=...",
        "/a%3Ftoken=secret, /a%3F...",
        "/a%3ftoken, /a%3f...",
        "/a%3Bjsessionid=secret, /a%3B...",
        "/a%26token, /a%26...",
        "/a%23secret, /a%23...",
        "/token%3Dsecret, /token%3D...",
        "/a%253Ftoken, /a%253F...",
        "/a%25253Ftoken, /a%25253F...",
        "/a%%33Ftoken, /a%%33F...",
        "/a%3%46token, /a%3%46...",
        "/a%25%33%66token, /a%25%33%66...",
        "/a%u003Ftoken, /a%u003F...",
        "/a%C0%BFtoken, /a%C0%BF...",
        "/a%c0%ffxx, /a%c0%ff...",
        "/a%E0%80%BFtoken, /a%E0%80%BF...",
        "/a%F0%80%80%BFtoken, /a%F0%80%80%BF...",
        "/a%EF%BC%9Ftoken, /a%EF%BC%9F...",
        "/a%uFF1Ftoken, /a%uFF1F...",
        "/a%0d%0aX-Token:%20secret, /a%0d...",
        "/a%00secret, /a%00...",
        "http://example.org/a?b, http://example.org/a?...",
    })
    void theTargetIsCutAtTheFirstPossibleEndOfItsPath(String target, String shown) {
        assertEquals(shown, shown(target));
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@example.org/a, http://...@example.org/a",
        "user:secret@example.org:443, ...@example.org:443",
        "//user:pw@host/, //...@host/",
        "//token@host/, //...@host/",
        "//user:p/w@host/x, //.../...@host/x",
        "//user%3Apw%40host/, //...%40host/",
        "/proxy/http:/user:p%2Fw@host/x, /proxy/http:/...%2F...@host/x",
        "/http://user:pw@host/x, /http://...@host/x",
        "/a/user:pw@host/x, /a/...@host/x",
        "\\\\user:pw@host\\x, \\\\...@host\\x",
    })
    void userInformationIsHidden(String target, String shown) {
        assertEquals(shown, shown(target));
    }

    @ParameterizedTest
    @CsvSource({
        "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX, /services/T00000000/B00000000/...",
        "/hooks/T0/B0/xyz1, /hooks/T0/B0/...",
        "/bot123:ABC/getMe, /.../getMe",
        "/reset/9f8e7d, /reset/...",
        "/passwordReset/ab12, /passwordReset/...",
        "/reset/550e8400-e29b-41d4-a716-446655440000, /reset/...",
        "/550e8400-e29b-41d4-a716-446655440000, /...",
        "/otp/123456, /otp/...",
        "/token-9f8e7d/x, /.../x",
        "/key:abc1, /...",
        "/objects/0123456789abcdef, /objects/...",
        "/objects/0123456789ABCDEF0123456789ABCDEF, /objects/...",
        "/static/application-908e25f4bf641868d8683022a5b62f54.css, /static/...",
        "/cards/4111111111111111, /cards/...",
        "/cards/4111-1111-1111-1111, /cards/...",
        "/wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY, /.../.../...",
        "/d/Xk2-Lw9_aaB3q-Vz8_7Qw, /d/...",
        "/app/qzxkvjwqpfghbdtk, /app/...",
        "/%A7%F3%91%0B%C8%9D%E1%B2%F0%03, /...",
        "/Basic%20dXNlcjpwdw, /...",
        "/a%2Fghp_abcdefghijklmnopqrst, /a%2F...",
        "/%67%68%70_abcdefghijklmnopqrst, /...",
    })
    void segmentsThatLookLikeSecretsAreHidden(String target, String shown) {
        assertEquals(shown, shown(target));
    }

    /** A part of a secret may not look like one. */
    @ParameterizedTest
    @CsvSource({"/api/9f8e, /api/...", "/api/, /api/...", "/a?b, /a?...", "//user:pa, //...", "/a%3, /..."})
    void theLastSegmentOfACutTargetIsHidden(String target, String shown) {
        assertEquals(shown, RequestTarget.of(target, true).shown(Paths.Shown));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "/hello.txt, /hello.txt, /...",
        "/api/v1/pods, /api/..., /...",
        "/api/, /api/, /...",
        "/api?x, /api?..., /...",
        "//api/x, //api/..., /...",
        "/reset/9f8e7d, /reset/..., /...",
        "http://h:8080/a/b, http://h:8080/a/..., http://h:8080/...",
        "http://u:p@h, http://...@h, http://...@h",
        "h:443, h:443, h:443",
        "*, *, *",
    })
    void pathsAreShownOnlyAsFarAsTheAdminAllows(String target, String first, String none) {
        assertEquals(first, RequestTarget.of(target, false).shown(Paths.FirstSegment));
        assertEquals(none, RequestTarget.of(target, false).shown(Paths.None));
    }
}
