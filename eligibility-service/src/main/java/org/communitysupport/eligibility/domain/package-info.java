/**
 * Coverage with its proof, clinical determination, authorisations and their units. Pure: java and the kernel only. Rules by id: part G.2
 * of the domain reference.
 */
package org.communitysupport.eligibility.domain;
