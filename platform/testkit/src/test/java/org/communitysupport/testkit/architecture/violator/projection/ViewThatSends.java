package org.communitysupport.testkit.architecture.violator.projection;

import org.communitysupport.testkit.architecture.violator.application.SendingUseCase;

class ViewThatSends {
    SendingUseCase useCase;
}
