package org.communitysupport.runtime;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * A person's key is destroyed, and its holds are kept, where persons are registered; elsewhere these addresses are not
 * served. Before all other filters: what those say of an answer would stay behind.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 10)
public class PrivacyDescription implements OASFilter {
    private static final DotName REGISTER = DotName.createSimple(PersonRegister.class);

    private final IndexView index;

    public PrivacyDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        boolean registersPersons = index.getAnnotations(DotName.createSimple(Produces.class)).stream()
                .filter(a -> a.target().kind() == AnnotationTarget.Kind.METHOD)
                .anyMatch(a -> a.target().asMethod().returnType().name().equals(REGISTER));
        if (registersPersons || api.getPaths() == null) return;
        for (String path : List.copyOf(api.getPaths().getPathItems().keySet()))
            if (path.startsWith("/v1/persons/{person}/erasure") || path.startsWith("/v1/persons/{person}/holds"))
                api.getPaths().removePathItem(path);
    }
}
