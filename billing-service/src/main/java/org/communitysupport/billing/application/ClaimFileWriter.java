package org.communitysupport.billing.application;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.ClaimSubject;
import org.communitysupport.billing.domain.rule.Agency;

/** Writes the claims of a batch as the file that the payer reads. The same batch gives the same bytes, always. */
public interface ClaimFileWriter {

    byte[] write(Batch batch);

    /**
     * @param controlNumber nine digits
     * @param at when the batch was asked for, in the payer's state
     * @param payerClaimId how the payer is named on a claim
     * @param receiverId how the payer is named in the envelope
     * @param production false: marked as a test
     */
    record Batch(
            String controlNumber,
            LocalDateTime at,
            Agency agency,
            String payerName,
            String payerClaimId,
            String receiverId,
            boolean production,
            List<Claim> claims) {
        public Batch {
            claims = List.copyOf(claims);
        }
    }

    /**
     * @param number under which the payer will answer, at most 20 characters
     * @param authorizationNumber null for none
     * @param originalPayerControl the payer's number of the claim that this one replaces; null for an original
     */
    record Claim(
            String number,
            LocalDate date,
            String place,
            String frequency,
            String authorizationNumber,
            String originalPayerControl,
            ClaimSubject subject,
            List<ClaimLine> lines,
            long chargeCents) {
        public Claim {
            lines = List.copyOf(lines);
        }
    }
}
