package org.communitysupport.testkit.architecture.violator.infrastructure;

import org.communitysupport.testkit.architecture.other.OtherService;

public class Wiring {
    OtherService other;
}
