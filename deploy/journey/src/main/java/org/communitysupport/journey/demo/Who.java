package org.communitysupport.journey.demo;

/**
 * Somebody who calls: a user of the internal application, or a client that acts for itself ({@code user} empty). The passwords are those
 * of the local realm and of no other.
 */
public record Who(String name, String client, String secret, String user, String password) {

    public static Who user(String role) {
        return new Who(role, "cs-console", "", "riverbend-" + role, "local-only");
    }

    public static Who client(String client) {
        return new Who(client, client, "local-only", "", "");
    }
}
