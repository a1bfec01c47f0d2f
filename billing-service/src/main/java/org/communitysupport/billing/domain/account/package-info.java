/** What billing must know about a person to send a claim: who they are, who insures them, what they have, what was authorized. */
package org.communitysupport.billing.domain.account;
