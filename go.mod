module github.com/veltrix/cairn

go 1.25
