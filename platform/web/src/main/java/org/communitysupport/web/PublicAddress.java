package org.communitysupport.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Says in Location where we are reached, and never what the Host header of a request claims. Without a configured address it is the path
 * alone, which every client resolves against the address that it called.
 */
@Provider
@ApplicationScoped // and so made when first used: configuration is not there yet when providers are collected
class PublicAddress implements ContainerResponseFilter {
    private final String address;

    PublicAddress(WebConfig config) {
        this.address =
                config.publicAddress().map(a -> a.replaceFirst("/+$", "")).orElse("");
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        URI location = response.getLocation();
        if (location == null) return;
        String query = location.getRawQuery() == null ? "" : '?' + location.getRawQuery();
        response.getHeaders().putSingle(HttpHeaders.LOCATION, address + location.getRawPath() + query);
    }
}
