/** Use cases: they gather facts and run commands; they decide nothing. */
package org.communitysupport.encounter.application;
