/** Read models: the plan, the staff register, the coordination board, a person's timeline. */
package org.communitysupport.careplan.projection;
