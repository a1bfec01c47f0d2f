package org.communitysupport.testkit.architecture.other;

public class OtherService {}
