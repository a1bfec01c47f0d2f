package org.communitysupport.testkit.architecture.violator.application;

public class SendingUseCase {}
