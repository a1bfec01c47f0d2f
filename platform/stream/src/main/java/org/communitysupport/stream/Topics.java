package org.communitysupport.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.communitysupport.kernel.Lanes;

/** The topics of the published language: one per service, one partition per lane, kept for ever. */
public final class Topics {
    private static final String MAX_RECORD = Integer.toString(2 << 20);

    private Topics() {}

    /** {@code cs.referral.events.v1} */
    public static String of(String service) {
        return "cs." + service + ".events.v1";
    }

    static String service(String topic) {
        return topic.substring("cs.".length(), topic.length() - ".events.v1".length());
    }

    /** The topic is not what the published language says it is; the message says in one sentence what differs. */
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    /**
     * Creates the service's topic when there is none, and asserts that it keeps every record for ever.
     *
     * @param local one replica will do; otherwise three, two of which must have each record
     * @return the topic's id, which a deleted and newly made topic does not share
     * @throws Wrong when an existing topic has other partitions, retention or replicas
     */
    public static Uuid ensure(Admin admin, String service, boolean local) {
        String topic = of(service);
        try {
            var configs = Map.of(
                    "retention.ms", "-1",
                    "retention.bytes", "-1",
                    "cleanup.policy", "delete",
                    "max.message.bytes", MAX_RECORD,
                    "min.insync.replicas", local ? "1" : "2");
            admin.createTopics(List.of(new NewTopic(topic, Lanes.COUNT, (short) (local ? 1 : 3)).configs(configs)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // Where topics are made by others, being allowed to look is enough.
            if (!(e.getCause() instanceof TopicExistsException) && !(e.getCause() instanceof AuthorizationException))
                throw unwrapped(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return asserted(admin, topic, local);
    }

    private static Uuid asserted(Admin admin, String topic, boolean local) {
        try {
            TopicDescription found = described(admin, topic);
            if (found.partitions().size() != Lanes.COUNT)
                throw new Wrong(topic + " has " + found.partitions().size() + " partitions and not " + Lanes.COUNT
                        + "; their number is the number of lanes and fixed for ever.");
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            must(topic, config, "retention.ms", "-1");
            must(topic, config, "retention.bytes", "-1");
            must(topic, config, "cleanup.policy", "delete");
            if (!local) {
                must(topic, config, "min.insync.replicas", "2");
                int replicas = found.partitions().getFirst().replicas().size();
                if (replicas < 3) throw new Wrong(topic + " has " + replicas + " replicas and not 3.");
            }
            return found.topicId();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A topic just made is not known everywhere at once. */
    private static TopicDescription described(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tried == 50) throw e;
                Thread.sleep(50);
            }
        }
    }

    private static void must(String topic, Config config, String name, String value) {
        String is = config.get(name).value();
        if (!value.equals(is)) throw new Wrong(topic + " has " + name + "=" + is + " and not " + value + ".");
    }

    /** The ids of those topics that exist. */
    static Map<String, Uuid> ids(Admin admin, Set<String> topics) {
        var ids = new HashMap<String, Uuid>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, answer) -> id(answer)
                .ifPresent(id -> ids.put(topic, id)));
        return ids;
    }

    private static Optional<Uuid> id(org.apache.kafka.common.KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(answer.get().topicId());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return Optional.empty();
            throw unwrapped(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new org.apache.kafka.common.errors.InterruptException(e);
    }
}
