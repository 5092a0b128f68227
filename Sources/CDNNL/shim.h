#pragma once
#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>

// oneDNN 2.x and 3.x differ in two ways that matter to us: a memory descriptor is a struct in one and a handle in the
// other, and the description of an operation is a struct of its own in one only. Here both look the same: a descriptor
// is a handle (`platen_md`), and a primitive descriptor comes of one call.

typedef struct platen_md_opaque *platen_md;

#define PLATEN_MAX_DIMS DNNL_MAX_NDIMS

#if DNNL_VERSION_MAJOR >= 3
#define MD(md) ((dnnl_memory_desc_t)(md))
#else
#define MD(md) ((dnnl_memory_desc_t *)(md))
static inline dnnl_status_t platen_md_keep(platen_md *out, dnnl_status_t status, const dnnl_memory_desc_t *md) {
    *out = NULL;
    if (status != dnnl_success) return status;
    dnnl_memory_desc_t *copy = (dnnl_memory_desc_t *)malloc(sizeof(*copy));
    if (copy == NULL) return dnnl_out_of_memory;
    *copy = *md;
    *out = (platen_md)copy;
    return dnnl_success;
}
#endif

// Memory descriptors. Each one made is freed with platen_md_destroy.

static inline dnnl_status_t
platen_md_tagged(platen_md *out, int ndims, const int64_t *dims, dnnl_data_type_t type, dnnl_format_tag_t tag) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_memory_desc_create_with_tag((dnnl_memory_desc_t *)out, ndims, dims, type, tag);
#else
    dnnl_memory_desc_t md;
    dnnl_status_t status = dnnl_memory_desc_init_by_tag(&md, ndims, dims, type, tag);
    return platen_md_keep(out, status, &md);
#endif
}

static inline dnnl_status_t
platen_md_strided(platen_md *out, int ndims, const int64_t *dims, dnnl_data_type_t type, const int64_t *strides) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_memory_desc_create_with_strides((dnnl_memory_desc_t *)out, ndims, dims, type, strides);
#else
    dnnl_memory_desc_t md;
    dnnl_status_t status = dnnl_memory_desc_init_by_strides(&md, ndims, dims, type, strides);
    return platen_md_keep(out, status, &md);
#endif
}

static inline dnnl_status_t platen_md_reshape(platen_md *out, platen_md in, int ndims, const int64_t *dims) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_memory_desc_reshape((dnnl_memory_desc_t *)out, MD(in), ndims, dims);
#else
    dnnl_memory_desc_t md;
    dnnl_status_t status = dnnl_memory_desc_reshape(&md, MD(in), ndims, dims);
    return platen_md_keep(out, status, &md);
#endif
}

static inline dnnl_status_t platen_md_permute(platen_md *out, platen_md in, const int *permutation) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_memory_desc_permute_axes((dnnl_memory_desc_t *)out, MD(in), permutation);
#else
    dnnl_memory_desc_t md;
    dnnl_status_t status = dnnl_memory_desc_permute_axes(&md, MD(in), permutation);
    return platen_md_keep(out, status, &md);
#endif
}

// The descriptor that a primitive has chosen or asks for.
static inline dnnl_status_t platen_pd_md(platen_md *out, const_dnnl_primitive_desc_t pd, dnnl_query_t what, int index) {
#if DNNL_VERSION_MAJOR >= 3
    const_dnnl_memory_desc_t md = dnnl_primitive_desc_query_md(pd, what, index);
    if (md == NULL) return dnnl_invalid_arguments;
    return dnnl_memory_desc_clone((dnnl_memory_desc_t *)out, md);
#else
    const dnnl_memory_desc_t *md = dnnl_primitive_desc_query_md(pd, what, index);
    return platen_md_keep(out, md == NULL ? dnnl_invalid_arguments : dnnl_success, md);
#endif
}

static inline void platen_md_destroy(platen_md md) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_memory_desc_destroy(MD(md));
#else
    free(md);
#endif
}

static inline int platen_md_equal(platen_md a, platen_md b) { return dnnl_memory_desc_equal(MD(a), MD(b)); }

static inline size_t platen_md_size(platen_md md) { return dnnl_memory_desc_get_size(MD(md)); }

// Writes up to PLATEN_MAX_DIMS sizes; the number of axes is returned.
static inline int platen_md_dims(platen_md md, int64_t *dims) {
#if DNNL_VERSION_MAJOR >= 3
    int count = 0;
    dnnl_dims_t *values = NULL;
    dnnl_memory_desc_query(MD(md), dnnl_query_ndims_s32, &count);
    dnnl_memory_desc_query(MD(md), dnnl_query_dims, &values);
    for (int i = 0; i < count; i++) dims[i] = (*values)[i];
    return count;
#else
    for (int i = 0; i < MD(md)->ndims; i++) dims[i] = MD(md)->dims[i];
    return MD(md)->ndims;
#endif
}

static inline dnnl_data_type_t platen_md_type(platen_md md) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_data_type_t type = dnnl_data_type_undef;
    dnnl_memory_desc_query(MD(md), dnnl_query_data_type, &type);
    return type;
#else
    return MD(md)->data_type;
#endif
}

// Whether the elements lie in a lattice of strides and blocks, which everything understands.
static inline int platen_md_is_blocked(platen_md md) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_format_kind_t kind = dnnl_format_kind_undef;
    dnnl_memory_desc_query(MD(md), dnnl_query_format_kind, &kind);
    return kind == dnnl_blocked;
#else
    return MD(md)->format_kind == dnnl_blocked;
#endif
}

static inline dnnl_status_t
platen_memory_create(dnnl_memory_t *memory, platen_md md, dnnl_engine_t engine, void *bytes) {
    return dnnl_memory_create(memory, MD(md), engine, bytes);
}

// Attributes: the caller owns the scratchpad, so that a primitive is not tied to a thread. Where asked for, a ReLU is
// applied to what comes out. Before that it is multiplied by factors: one, or one for each place along the axes in `axes`;
// oneDNN 3.x is given them in another way, which nothing here needs yet.
static inline dnnl_status_t platen_attributes(
    dnnl_primitive_attr_t *out, int has_relu, float slope, int factor_count, int axes, const float *factors) {
    dnnl_status_t status = dnnl_primitive_attr_create(out);
    if (status != dnnl_success) return status;
    status = dnnl_primitive_attr_set_scratchpad_mode(*out, dnnl_scratchpad_mode_user);
    if (status == dnnl_success && factor_count > 0) {
#if DNNL_VERSION_MAJOR >= 3
        (void)axes;
        (void)factors;
        status = dnnl_unimplemented;
#else
        status = dnnl_primitive_attr_set_output_scales(*out, factor_count, axes, factors);
#endif
    }
    if (status == dnnl_success && has_relu) {
        dnnl_post_ops_t ops = NULL;
        status = dnnl_post_ops_create(&ops);
        if (status == dnnl_success) {
#if DNNL_VERSION_MAJOR >= 3
            status = dnnl_post_ops_append_eltwise(ops, dnnl_eltwise_relu, slope, 0);
#else
            status = dnnl_post_ops_append_eltwise(ops, 1, dnnl_eltwise_relu, slope, 0);
#endif
            if (status == dnnl_success) status = dnnl_primitive_attr_set_post_ops(*out, ops);
            dnnl_post_ops_destroy(ops);
        }
    }
    if (status != dnnl_success) {
        dnnl_primitive_attr_destroy(*out);
        *out = NULL;
    }
    return status;
}

// The number of threads is set in the OpenMP runtime that oneDNN brought along; NULL where it uses another one.
typedef void (*platen_set_threads)(int);
static inline platen_set_threads platen_find_set_threads(void) {
    return (platen_set_threads)dlsym(RTLD_DEFAULT, "omp_set_num_threads");
}

// Several primitives side by side, each on one thread of OpenMP's, which are there already and awake; NULL where oneDNN uses
// other threads.
typedef struct {
    dnnl_primitive_t primitive;
    dnnl_stream_t stream;
    int count;
    const dnnl_exec_arg_t *arguments;
    dnnl_status_t status;
} platen_job;
typedef struct {
    platen_job *jobs;
    int count, next;
} platen_jobs;
typedef void (*platen_parallel)(void (*)(void *), void *, unsigned, unsigned);

static inline platen_parallel platen_find_parallel(void) { return (platen_parallel)dlsym(RTLD_DEFAULT, "GOMP_parallel"); }

static inline void platen_do_jobs(void *data) {
    platen_jobs *all = (platen_jobs *)data;
    for (;;) {
        int number = __atomic_fetch_add(&all->next, 1, __ATOMIC_RELAXED);
        if (number >= all->count) return;
        platen_job *job = &all->jobs[number];
        job->status = dnnl_primitive_execute(job->primitive, job->stream, job->count, job->arguments);
        if (job->status == dnnl_success) job->status = dnnl_stream_wait(job->stream);
    }
}

static inline void platen_run_jobs(platen_parallel parallel, platen_job *jobs, int count) {
    platen_jobs all = {jobs, count, 0};
    parallel(platen_do_jobs, &all, (unsigned)count, 0);
}

// Primitive descriptors. `hint` is the forward descriptor, for backward ones. Dilation counts the gaps: 0 is dense.

#if DNNL_VERSION_MAJOR >= 3
#define PD(name, desc2, init2, args3) return dnnl_##name##_primitive_desc_create args3
#else
#define PD(name, desc2, init2, args3)                                                                                  \
    dnnl_##desc2##_desc_t desc;                                                                                        \
    dnnl_status_t status = dnnl_##init2;                                                                               \
    return status != dnnl_success ? status : dnnl_primitive_desc_create(pd, &desc, attributes, engine, hint)
#endif
#define START dnnl_primitive_desc_t *pd, dnnl_engine_t engine, dnnl_primitive_attr_t attributes
#define HINT const_dnnl_primitive_desc_t hint

static inline dnnl_status_t platen_convolution_forward(
    START, dnnl_prop_kind_t prop, dnnl_alg_kind_t kind, platen_md src, platen_md weights, platen_md bias, platen_md dst,
    const int64_t *strides, const int64_t *dilation, const int64_t *before, const int64_t *after) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(convolution_forward, convolution,
       dilated_convolution_forward_desc_init(
           &desc, prop, kind, MD(src), MD(weights), MD(bias), MD(dst), strides, dilation, before, after),
       (pd, engine, prop, kind, MD(src), MD(weights), MD(bias), MD(dst), strides, dilation, before, after, attributes));
}

static inline dnnl_status_t platen_convolution_backward_data(
    START, HINT, dnnl_alg_kind_t kind, platen_md diff_src, platen_md weights, platen_md diff_dst,
    const int64_t *strides, const int64_t *dilation, const int64_t *before, const int64_t *after) {
    PD(convolution_backward_data, convolution,
       dilated_convolution_backward_data_desc_init(
           &desc, kind, MD(diff_src), MD(weights), MD(diff_dst), strides, dilation, before, after),
       (pd, engine, kind, MD(diff_src), MD(weights), MD(diff_dst), strides, dilation, before, after, hint, attributes));
}

static inline dnnl_status_t platen_convolution_backward_weights(
    START, HINT, dnnl_alg_kind_t kind, platen_md src, platen_md diff_weights, platen_md diff_bias, platen_md diff_dst,
    const int64_t *strides, const int64_t *dilation, const int64_t *before, const int64_t *after) {
    PD(convolution_backward_weights, convolution,
       dilated_convolution_backward_weights_desc_init(
           &desc, kind, MD(src), MD(diff_weights), MD(diff_bias), MD(diff_dst), strides, dilation, before, after),
       (pd, engine, kind, MD(src), MD(diff_weights), MD(diff_bias), MD(diff_dst), strides, dilation, before, after,
        hint, attributes));
}

static inline dnnl_status_t platen_pooling_forward(
    START, dnnl_prop_kind_t prop, dnnl_alg_kind_t kind, platen_md src, platen_md dst, const int64_t *strides,
    const int64_t *kernel, const int64_t *dilation, const int64_t *before, const int64_t *after) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(pooling_forward, pooling_v2,
       pooling_v2_forward_desc_init(&desc, prop, kind, MD(src), MD(dst), strides, kernel, dilation, before, after),
       (pd, engine, prop, kind, MD(src), MD(dst), strides, kernel, dilation, before, after, attributes));
}

static inline dnnl_status_t platen_pooling_backward(
    START, HINT, dnnl_alg_kind_t kind, platen_md diff_src, platen_md diff_dst, const int64_t *strides,
    const int64_t *kernel, const int64_t *dilation, const int64_t *before, const int64_t *after) {
    PD(pooling_backward, pooling_v2,
       pooling_v2_backward_desc_init(&desc, kind, MD(diff_src), MD(diff_dst), strides, kernel, dilation, before, after),
       (pd, engine, kind, MD(diff_src), MD(diff_dst), strides, kernel, dilation, before, after, hint, attributes));
}

static inline dnnl_status_t
platen_batch_normalization_forward(START, dnnl_prop_kind_t prop, platen_md src, float epsilon, unsigned flags) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(batch_normalization_forward, batch_normalization,
       batch_normalization_forward_desc_init(&desc, prop, MD(src), epsilon, flags),
       (pd, engine, prop, MD(src), MD(src), epsilon, flags, attributes));
}

static inline dnnl_status_t
platen_batch_normalization_backward(START, HINT, platen_md diff, platen_md src, float epsilon, unsigned flags) {
    PD(batch_normalization_backward, batch_normalization,
       batch_normalization_backward_desc_init(&desc, dnnl_backward, MD(diff), MD(src), epsilon, flags),
       (pd, engine, dnnl_backward, MD(diff), MD(diff), MD(src), epsilon, flags, hint, attributes));
}

static inline dnnl_status_t platen_layer_normalization_forward(
    START, dnnl_prop_kind_t prop, platen_md src, platen_md statistics, float epsilon, unsigned flags) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(layer_normalization_forward, layer_normalization,
       layer_normalization_forward_desc_init(&desc, prop, MD(src), MD(statistics), epsilon, flags),
       (pd, engine, prop, MD(src), MD(src), MD(statistics), epsilon, flags, attributes));
}

static inline dnnl_status_t platen_layer_normalization_backward(
    START, HINT, platen_md diff, platen_md src, platen_md statistics, float epsilon, unsigned flags) {
    PD(layer_normalization_backward, layer_normalization,
       layer_normalization_backward_desc_init(&desc, dnnl_backward, MD(diff), MD(src), MD(statistics), epsilon, flags),
       (pd, engine, dnnl_backward, MD(diff), MD(diff), MD(src), MD(statistics), epsilon, flags, hint, attributes));
}

static inline dnnl_status_t
platen_eltwise_forward(START, dnnl_prop_kind_t prop, dnnl_alg_kind_t kind, platen_md src, float alpha, float beta) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(eltwise_forward, eltwise, eltwise_forward_desc_init(&desc, prop, kind, MD(src), alpha, beta),
       (pd, engine, prop, kind, MD(src), MD(src), alpha, beta, attributes));
}

static inline dnnl_status_t
platen_eltwise_backward(START, HINT, dnnl_alg_kind_t kind, platen_md diff, platen_md data, float alpha, float beta) {
    PD(eltwise_backward, eltwise, eltwise_backward_desc_init(&desc, kind, MD(diff), MD(data), alpha, beta),
       (pd, engine, kind, MD(diff), MD(diff), MD(data), alpha, beta, hint, attributes));
}

static inline dnnl_status_t
platen_softmax_forward(START, dnnl_prop_kind_t prop, dnnl_alg_kind_t kind, platen_md src, platen_md dst, int axis) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(softmax_forward, softmax_v2, softmax_v2_forward_desc_init(&desc, prop, kind, MD(src), MD(dst), axis),
       (pd, engine, prop, kind, MD(src), MD(dst), axis, attributes));
}

static inline dnnl_status_t platen_softmax_backward(
    START, HINT, dnnl_alg_kind_t kind, platen_md diff_src, platen_md diff_dst, platen_md dst, int axis) {
    PD(softmax_backward, softmax_v2,
       softmax_v2_backward_desc_init(&desc, kind, MD(diff_src), MD(diff_dst), MD(dst), axis),
       (pd, engine, kind, MD(diff_src), MD(diff_dst), MD(dst), axis, hint, attributes));
}

static inline dnnl_status_t platen_inner_product_forward(
    START, dnnl_prop_kind_t prop, platen_md src, platen_md weights, platen_md bias, platen_md dst) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(inner_product_forward, inner_product,
       inner_product_forward_desc_init(&desc, prop, MD(src), MD(weights), MD(bias), MD(dst)),
       (pd, engine, prop, MD(src), MD(weights), MD(bias), MD(dst), attributes));
}

static inline dnnl_status_t
platen_inner_product_backward_data(START, HINT, platen_md diff_src, platen_md weights, platen_md diff_dst) {
    PD(inner_product_backward_data, inner_product,
       inner_product_backward_data_desc_init(&desc, MD(diff_src), MD(weights), MD(diff_dst)),
       (pd, engine, MD(diff_src), MD(weights), MD(diff_dst), hint, attributes));
}

static inline dnnl_status_t platen_inner_product_backward_weights(
    START, HINT, platen_md src, platen_md diff_weights, platen_md diff_bias, platen_md diff_dst) {
    PD(inner_product_backward_weights, inner_product,
       inner_product_backward_weights_desc_init(&desc, MD(src), MD(diff_weights), MD(diff_bias), MD(diff_dst)),
       (pd, engine, MD(src), MD(diff_weights), MD(diff_bias), MD(diff_dst), hint, attributes));
}

static inline dnnl_status_t platen_matmul(START, platen_md src, platen_md weights, platen_md bias, platen_md dst) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(matmul, matmul, matmul_desc_init(&desc, MD(src), MD(weights), MD(bias), MD(dst)),
       (pd, engine, MD(src), MD(weights), MD(bias), MD(dst), attributes));
}

static inline dnnl_status_t platen_binary(START, dnnl_alg_kind_t kind, platen_md a, platen_md b, platen_md dst) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(binary, binary, binary_desc_init(&desc, kind, MD(a), MD(b), MD(dst)),
       (pd, engine, kind, MD(a), MD(b), MD(dst), attributes));
}

static inline dnnl_status_t platen_lstm_forward(
    START, dnnl_prop_kind_t prop, dnnl_rnn_direction_t direction, platen_md state, platen_md cell, platen_md src_layer,
    platen_md weights_layer, platen_md weights_iter, platen_md bias, platen_md dst_layer) {
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(lstm_forward, rnn,
       lstm_forward_desc_init(
           &desc, prop, direction, MD(src_layer), MD(state), MD(cell), MD(weights_layer), MD(weights_iter), MD(bias),
           MD(dst_layer), NULL, NULL, 0),
       (pd, engine, prop, direction, MD(src_layer), MD(state), MD(cell), MD(weights_layer), MD(weights_iter), NULL,
        NULL, MD(bias), MD(dst_layer), NULL, NULL, 0, attributes));
}

static inline dnnl_status_t platen_lstm_backward(
    START, HINT, dnnl_rnn_direction_t direction, platen_md state, platen_md cell, platen_md diff_state,
    platen_md src_layer, platen_md weights_layer, platen_md weights_iter, platen_md bias, platen_md dst_layer,
    platen_md diff_src_layer, platen_md diff_weights_layer, platen_md diff_weights_iter, platen_md diff_bias,
    platen_md diff_dst_layer) {
    PD(lstm_backward, rnn,
       lstm_backward_desc_init(
           &desc, dnnl_backward, direction, MD(src_layer), MD(state), MD(cell), MD(weights_layer), MD(weights_iter),
           MD(bias), MD(dst_layer), NULL, NULL, MD(diff_src_layer), MD(diff_state), MD(diff_state),
           MD(diff_weights_layer), MD(diff_weights_iter), MD(diff_bias), MD(diff_dst_layer), NULL, NULL, 0),
       (pd, engine, dnnl_backward, direction, MD(src_layer), MD(state), MD(cell), MD(weights_layer), MD(weights_iter),
        NULL, NULL, MD(bias), MD(dst_layer), NULL, NULL, MD(diff_src_layer), MD(diff_state), MD(diff_state),
        MD(diff_weights_layer), MD(diff_weights_iter), NULL, NULL, MD(diff_bias), MD(diff_dst_layer), NULL, NULL, 0,
        hint, attributes));
}

static inline dnnl_status_t platen_gru_forward(
    START, dnnl_prop_kind_t prop, dnnl_rnn_direction_t direction, platen_md state, platen_md cell, platen_md src_layer,
    platen_md weights_layer, platen_md weights_iter, platen_md bias, platen_md dst_layer) {
    (void)cell; // A GRU has none.
    const_dnnl_primitive_desc_t hint = NULL;
    (void)hint;
    PD(lbr_gru_forward, rnn,
       lbr_gru_forward_desc_init(
           &desc, prop, direction, MD(src_layer), MD(state), MD(weights_layer), MD(weights_iter), MD(bias),
           MD(dst_layer), NULL, 0),
       (pd, engine, prop, direction, MD(src_layer), MD(state), MD(weights_layer), MD(weights_iter), MD(bias),
        MD(dst_layer), NULL, 0, attributes));
}

static inline dnnl_status_t platen_gru_backward(
    START, HINT, dnnl_rnn_direction_t direction, platen_md state, platen_md cell, platen_md diff_state,
    platen_md src_layer, platen_md weights_layer, platen_md weights_iter, platen_md bias, platen_md dst_layer,
    platen_md diff_src_layer, platen_md diff_weights_layer, platen_md diff_weights_iter, platen_md diff_bias,
    platen_md diff_dst_layer) {
    (void)cell; // A GRU has none.
    PD(lbr_gru_backward, rnn,
       lbr_gru_backward_desc_init(
           &desc, dnnl_backward, direction, MD(src_layer), MD(state), MD(weights_layer), MD(weights_iter), MD(bias),
           MD(dst_layer), NULL, MD(diff_src_layer), MD(diff_state), MD(diff_weights_layer), MD(diff_weights_iter),
           MD(diff_bias), MD(diff_dst_layer), NULL, 0),
       (pd, engine, dnnl_backward, direction, MD(src_layer), MD(state), MD(weights_layer), MD(weights_iter), MD(bias),
        MD(dst_layer), NULL, MD(diff_src_layer), MD(diff_state), MD(diff_weights_layer), MD(diff_weights_iter),
        MD(diff_bias), MD(diff_dst_layer), NULL, 0, hint, attributes));
}

static inline dnnl_status_t platen_reorder(START, platen_md src, platen_md dst) {
    return dnnl_reorder_primitive_desc_create(pd, MD(src), engine, MD(dst), engine, attributes);
}

#define PLATEN_MAX_PARTS 16

static inline dnnl_status_t platen_concat(START, int count, int axis, const platen_md *parts) {
    if (count < 1 || count > PLATEN_MAX_PARTS) return dnnl_invalid_arguments;
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_concat_primitive_desc_create(
        pd, engine, NULL, count, axis, (const_dnnl_memory_desc_t const *)parts, attributes);
#else
    dnnl_memory_desc_t mds[PLATEN_MAX_PARTS];
    for (int i = 0; i < count; i++) mds[i] = *MD(parts[i]);
    return dnnl_concat_primitive_desc_create(pd, NULL, count, axis, mds, attributes, engine);
#endif
}

#undef MD
#undef PD
#undef START
#undef HINT
