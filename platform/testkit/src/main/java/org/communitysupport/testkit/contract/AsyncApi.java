package org.communitysupport.testkit.contract;

import org.communitysupport.codec.EventTypes;

/** The AsyncAPI 3.0.0 description of a service's topic. */
final class AsyncApi {
    private AsyncApi() {}

    static String of(EventTypes types) {
        String service = types.service();
        var text = new StringBuilder(
                """
                asyncapi: 3.0.0
                info:
                  title: %1$s events
                  version: 1.0.0
                  description: >-
                    Every event of the %1$s service as it is stored, personal fields sealed. CloudEvents 1.0 in binary mode: attributes and
                    extensions are record headers (ce_id, ce_type, ce_source, ce_subject, ce_time, ce_recordedat, ce_lane, ce_sequence, ce_index,
                    ce_last, ce_previous, ce_commithash, ce_tenant, ce_correlation, ce_causation, ce_sensitivity, ce_traceparent), the value is
                    the event's JSON. Key: the aggregate. Partition: the lane, one of 16. Order holds within a lane. Delivery is at least once.
                defaultContentType: application/json
                channels:
                  events:
                    address: cs.%1$s.events.v1
                    messages:
                """
                        .formatted(service));
        for (var type : types.all()) {
            text.append("      ")
                    .append(key(type))
                    .append(":\n        $ref: '#/components/messages/")
                    .append(key(type))
                    .append("'\n");
        }
        text.append(
                "operations:\n  publish:\n    action: send\n    channel:\n      $ref: '#/channels/events'\ncomponents:\n  messages:\n");
        for (var type : types.all()) {
            String name = type.name() + ".v" + type.schema();
            text.append("    ")
                    .append(key(type))
                    .append(":\n      name: ")
                    .append(name)
                    .append("\n      payload:\n        schemaFormat: ")
                    .append(
                            "'application/schema+json;version=draft-2020-12'\n        schema:\n          $ref: './events/")
                    .append(name)
                    .append(".schema.json'\n");
        }
        return text.toString();
    }

    private static String key(EventTypes.Type type) {
        return type.name().substring(type.name().indexOf('.') + 1) + "V" + type.schema();
    }
}
