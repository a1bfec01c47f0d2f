package org.communitysupport.referral.domain;

/** The human being who referred; a family member's name says as much about the person as their own. Only ever sealed. */
public record ReferrerContact(String name, String phone, String email) {}
