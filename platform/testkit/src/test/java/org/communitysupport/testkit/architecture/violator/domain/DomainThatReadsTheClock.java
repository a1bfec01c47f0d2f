package org.communitysupport.testkit.architecture.violator.domain;

import java.time.LocalDate;

class DomainThatReadsTheClock {
    LocalDate today() {
        return LocalDate.now(java.time.ZoneOffset.UTC);
    }
}
