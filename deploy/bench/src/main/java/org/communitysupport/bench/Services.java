package org.communitysupport.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.communitysupport.local.OwnSystem;
import org.communitysupport.parts.keycloak.Keycloak;
import org.communitysupport.parts.keycloak.Tokens;

/** The whole system as {@code ./cs run} starts it, with ports and data of its own. */
final class Services implements AutoCloseable {
    static final List<String> OURS = List.of("referral", "eligibility", "care-plan", "encounter", "billing");
    private static final Pattern READY = Pattern.compile("(?m)^\\s*(\\S+)\\s+ready after ([0-9.]+) s");
    private static final int REFERRAL = 8081;
    private static final int ELIGIBILITY = 8082;

    private final OwnSystem system;
    /** Its parts are nobody's children: they would outlive a Ctrl-C. */
    private final Thread atCtrlC = new Thread(this::stop);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    Services(Path root, Path directory) {
        this(root, directory, Map.of());
    }

    /** @param settings as a person would set them in the environment */
    Services(Path root, Path directory, Map<String, String> settings) {
        system = new OwnSystem(root, directory, settings, new PrintStream(told, true, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(atCtrlC);
    }

    /** Starts all that does not run. */
    void start() {
        // One caller is thousands of people here; the rate that holds one caller back would be what is measured.
        if (!system.isAlive("referral")) {
            system.start("mongodb", "kafka", "keycloak");
            startReferral(false);
        }
        system.start();
    }

    /** @param alone it takes requests and nothing else: no relay, no views, no reactions */
    void restartReferral(boolean alone) {
        system.stop("referral");
        startReferral(alone);
    }

    private void startReferral(boolean alone) {
        system.start(
                "referral",
                Map.of(
                        "CS_WEB_RATE_PER_SECOND",
                        "1000000",
                        "CS_WEB_BURST",
                        "1000000",
                        "CS_MACHINERY_OFF",
                        Boolean.toString(alone)));
    }

    /** Starts all parts at once, as {@code ./cs run} does. Answers what each took, in seconds. */
    Map<String, Double> startTogether() {
        told.reset();
        system.start();
        var took = new LinkedHashMap<String, Double>();
        var lines = READY.matcher(told.toString(StandardCharsets.UTF_8));
        while (lines.find()) took.put(lines.group(1), Double.valueOf(lines.group(2)));
        return took;
    }

    void stop() {
        system.stop();
    }

    List<String> parts() {
        return system.parts();
    }

    int referralPort() {
        return system.home().port(REFERRAL);
    }

    /** A token of the clients that send referrals; lives for ten minutes. */
    String senderToken() {
        return new Tokens(Keycloak.issuer(system.home().keycloakPort())).ofClient("lme-partners");
    }

    /** Follows the referrals that come from now on; close it. */
    Settling settling() {
        var home = system.home();
        return new Settling(
                "127.0.0.1:" + home.kafkaPort(), home.port(REFERRAL), home.port(ELIGIBILITY), () -> new Tokens(
                                Keycloak.issuer(home.keycloakPort()))
                        .ofUser("riverbend-operator"));
    }

    /** Resident memory of a part, MB. */
    double memory(String part) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(system.pid(part)))
                    .redirectErrorStream(true)
                    .start();
            String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return Double.parseDouble(kilobytes) / 1024;
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("the memory of " + part + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atCtrlC);
        system.close();
    }
}
