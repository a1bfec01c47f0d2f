package org.communitysupport.testkit.architecture.violator.api;

import org.communitysupport.testkit.architecture.violator.infrastructure.Wiring;

public class Resource {
    Wiring wiring;
}
