package org.communitysupport.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communitysupport.kernel.ReadableText;

/** Every body comes in here: bounded, and when it is JSON checked, read and validated, so that what is wrong is named by its place. */
@Provider
@ApplicationScoped // and so made when first used: configuration is not there yet when providers are collected
class BodyDoor implements ReaderInterceptor {
    private final ResourceInfo resource;
    private final WebConfig config;
    private final ObjectMapper json;
    private final Validator validator;

    BodyDoor(ResourceInfo resource, WebConfig config, ObjectMapper json, Validator validator) {
        this.resource = resource;
        this.config = config;
        this.json = json;
        this.validator = validator;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        String coding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity"))
            throw Problem.of(
                            415,
                            "unsupported-content-encoding",
                            "The body has a Content-Encoding, which is not accepted. Send it uncompressed.")
                    .header("Accept-Encoding", "identity");
        byte[] body = bounded(context.getInputStream());
        Class<?> as = context.getType();
        boolean declared = isJson(context.getMediaType());
        if (declared) checkText(body);
        if (as == byte[].class || as == String.class || as == InputStream.class) {
            context.setInputStream(new ByteArrayInputStream(body));
            return context.proceed();
        }
        if (!declared)
            throw Problem.of(
                    415,
                    "unsupported-media-type",
                    "The body has another media type than this address reads. Send application/json and name "
                            + "it in Content-Type.");
        var unread = new AtomicBoolean();
        Object read = validated(parsed(body, json.constructType(context.getGenericType()), unread));
        if (unread.get())
            context.setProperty(
                    UnreadFields.POINTERS, UnreadFields.between(json.readTree(text(body)), json.valueToTree(read)));
        return read;
    }

    private byte[] bounded(InputStream in) throws IOException {
        var own = resource.getResourceMethod() == null
                ? null
                : resource.getResourceMethod().getAnnotation(BodyLimit.class);
        int limit = own == null ? config.maxBody() : own.value();
        byte[] body = in.readNBytes(limit + 1);
        if (body.length > limit)
            throw Problem.of(
                    413, "body-too-large", "The body is too large; this address accepts at most " + limit + " bytes.");
        return body;
    }

    private static boolean isJson(MediaType type) {
        return type != null
                && type.getType().equals("application")
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }

    private static void checkText(byte[] body) {
        if (body.length == 0)
            throw Problem.malformed("body-missing", "", "The request has no body. Send a JSON object.");
        if (body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF)
            throw Problem.malformed(
                    "byte-order-mark",
                    "",
                    "The body starts with a byte order mark. Send the JSON without one (RFC 8259, 8.1).");
    }

    private Object parsed(byte[] body, JavaType type, AtomicBoolean unread) throws IOException {
        String text = text(body);
        try {
            Object read =
                    json.readerFor(type).withAttribute(JsonRules.UNREAD, unread).readValue(text(body));
            if (read == null) throw Problem.malformed("body-missing", "", "The body is null. Send a JSON object.");
            // JSON lets nothing odd through that is plain ASCII and not escaped.
            if (text.contains("\\u") || text.chars().anyMatch(c -> c > '~')) readable(json.readTree(text), "");
            return read;
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
    }

    private static void readable(JsonNode node, String at) {
        String fault = node.isTextual() ? ReadableText.fault(node.textValue()) : null;
        if (fault != null) throw Problem.malformed("unreadable-text", at, "This field " + fault + '.');
        node.properties().forEach(field -> readable(field.getValue(), at + '/' + JsonProblems.escape(field.getKey())));
        if (node.isArray()) for (int i = 0; i < node.size(); i++) readable(node.get(i), at + '/' + i);
    }

    /** Decoded here and not by Jackson, which would guess UTF-16 and UTF-32 as well. */
    private static String text(byte[] body) throws CharacterCodingException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(body);
        var out = CharBuffer.allocate(body.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError())
            throw Problem.malformed(
                    "not-utf-8", "", "The body is not valid UTF-8, first at byte " + in.position() + '.');
        return out.flip().toString();
    }

    private Object validated(Object read) {
        var violations = validator.validate(read);
        if (violations.isEmpty()) return read;
        var problem = Problem.of(
                400,
                "invalid-field",
                "One or more fields of the body are missing or wrong; errors[] names each with its place.");
        violations.stream()
                .sorted(Comparator.comparing(v -> v.getPropertyPath().toString()))
                .forEach(v -> problem.at(JsonProblems.pointer(v.getPropertyPath()), v.getMessage()));
        throw problem;
    }
}
