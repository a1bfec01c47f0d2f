package org.communitysupport.testkit.architecture.violator.inbound;

import org.communitysupport.testkit.architecture.violator.application.SendingUseCase;

class RecordThatDecides {
    SendingUseCase useCase;
}
