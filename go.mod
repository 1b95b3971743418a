module github.com/veltrix/cairn

// Tests and examples use sync.WaitGroup.Go and testing/synctest; without them 1.24 would do.
go 1.25
