package org.communitysupport.stream;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.communitysupport.kernel.Envelope;

/** Carries the trace of an event on into what is done because of it. */
final class Tracing {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Map<String, String>> FROM_MAP = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final Tracer tracer;

    Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("org.communitysupport.stream");
    }

    /** @param work is given the traceparent to pass on */
    void in(String name, Envelope event, Consumer<String> work) {
        Context parent = W3C.extract(Context.root(), Map.of("traceparent", event.traceparent()), FROM_MAP);
        within(
                tracer.spanBuilder(name)
                        .setParent(parent)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute("messaging.message.id", event.eventId())
                        .startSpan(),
                work);
    }

    /** Begins a trace of its own. */
    void in(String name, Consumer<String> work) {
        within(tracer.spanBuilder(name).setNoParent().startSpan(), work);
    }

    private static void within(Span span, Consumer<String> work) {
        Scope scope = span.makeCurrent();
        try {
            var carrier = new HashMap<String, String>();
            W3C.inject(Context.current(), carrier, Map::put);
            work.accept(carrier.getOrDefault("traceparent", ""));
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            scope.close();
            span.end();
        }
    }
}
