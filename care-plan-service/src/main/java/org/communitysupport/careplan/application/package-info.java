/** Use cases: facts gathered, commands run. */
package org.communitysupport.careplan.application;
