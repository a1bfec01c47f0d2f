package org.communitysupport.testkit.architecture.violator.process;

import org.communitysupport.testkit.architecture.violator.api.Resource;

class ProcessThatKnowsTheApi {
    Resource resource;
}
